import type { Language } from '../../core/texts.ts'

/** The North first, then the rest of Europe: where a desk that speaks our languages is likely to stand. */
const north = ['DK', 'NO', 'SE', 'FI', 'IS', 'FO', 'GL', 'AX']
const europe =
  'AD AL AT BA BE BG CH CY CZ DE EE ES FR GB GR HR HU IE IT LI LT LU LV MC MD ME MK MT NL PL PT RO RS SI SK SM TR UA XK'.split(
    ' ',
  )

/** Countries by name in a language, sorted as that language sorts. */
export function countryChoices(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const order = new Intl.Collator(language)
  const named = (code: string) => ({ value: code, label: names.of(code) ?? code })
  return [...north.map(named), ...europe.map(named).sort((a, b) => order.compare(a.label, b.label))]
}

/** The country a language suggests, until somebody says otherwise. */
export const likelyCountry: Readonly<Record<Language, string>> = { da: 'DK', nb: 'NO', sv: 'SE', en: 'GB' }
