/** The languages the desk answers in. Norwegian is bokmål; `no` is accepted where people write it. */
export const languages = ['da', 'nb', 'sv', 'en'] as const
export type Language = (typeof languages)[number]

/** One text for people, written in each language by its own ear. The type is what makes a missing one fail the build. */
export type Text = Readonly<Record<Language, string>>
export type Texts = Readonly<Record<string, Text>>

/** The best of our languages for an Accept-Language header or a single tag; null when none fits. */
export function preferredLanguage(header: string | undefined): Language | null {
  if (!header) return null
  const wanted = header
    .split(',', 20)
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';')
      const q = params.map((p) => p.trim()).find((p) => p.startsWith('q='))
      return { tag: tag.toLowerCase(), q: q ? Number(q.slice(2)) || 0 : 1 }
    })
    .sort((a, b) => b.q - a.q)
  for (const { tag, q } of wanted) {
    if (q <= 0) continue
    const primary = tag.split('-')[0] ?? ''
    // Nynorsk and the macrolanguage tag read bokmål; both are what browsers in Norway send.
    const ours = primary === 'no' || primary === 'nn' ? 'nb' : primary
    const found = languages.find((language) => language === ours)
    if (found) return found
  }
  return null
}

/** Fills `{name}` places in a text. A place without a value stays visible, so that it is noticed. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
