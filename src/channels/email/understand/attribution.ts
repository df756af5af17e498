import { attributionOpeners, dateWords, writerPronouns, wroteVerbs } from './attribution-words.ts'
import { type Line, lineLimit } from './text-lines.ts'

/**
 * strong: says when or from which address, as only a mail program does; what follows is quoted even without `>`.
 * weak: may as well be a sentence ("Kari skrev:"), and counts only where a quotation follows at once.
 */
export type Attribution = { first: number; last: number; strength: 'strong' | 'weak' }

const maxLines = 4
const maxLength = 320
const timeOfDay = /(?:^|[^\d.:/-])([01]?\d|2[0-3])[:.][0-5]\d(?![\d/-])/
const yearOrDate = /(?:^|\D)(?:19|20)\d\d(?!\d)|(?:^|\D)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)/
const address = /[^\s<>()"',;:]@[^\s<>()"',;:]+\.[^\s<>()"',;:]/

/**
 * The attribution that ends on line `last` (programs break it over up to four lines), or null. Only lines that end
 * with a colon come into question, so the work is a constant for each line of the mail.
 */
export function attributionEndingAt(lines: readonly Line[], last: number): Attribution | null {
  const end = lines[last]
  if (!end || !/[:：]\*?$/.test(end.seen)) return null
  let joined = ''
  let fallback: Attribution | null = null
  for (let first = last; first >= 0 && first > last - maxLines; first--) {
    const line = lines[first]
    if (!line || line.blank || line.depth > 0) break
    joined = joined === '' ? line.seen : `${line.seen} ${joined}`
    if (joined.length > Math.min(maxLength, lineLimit)) break
    const reading = readAttribution(joined)
    if (!reading) continue
    const found: Attribution = { first, last, strength: reading.strength }
    // The line that begins with the date is the whole attribution; without one, the longest reading may lack its head.
    if (reading.startsWithDate) return found
    fallback ??= found
  }
  return fallback
}

type Word = { text: string; digit: boolean }

function tokens(sentence: string): Word[] {
  const found = sentence.match(/\p{L}+|\d+/gu) ?? []
  return found.map((text) => ({ text: text.toLowerCase(), digit: text.charCodeAt(0) < 58 }))
}

function readAttribution(joined: string): { strength: 'strong' | 'weak'; startsWithDate: boolean } | null {
  const withoutAddresses = joined.replace(/<[^<>]{1,200}>|\[[^[\]]{1,200}\]|[^\s<>()]{1,100}@[^\s<>()]{1,100}/g, ' ')
  const words = tokens(withoutAddresses)
  const verb = words.findLastIndex((word) => wroteVerbs.has(word.text))
  if (verb < 0) return null
  const after = words.slice(verb + 1)
  const before = words.slice(0, verb)
  const startsWithDate = beginsWithDate(words)
  // "Kari skrev den 2026-03-04 10:12:", as Roundcube and older programs have it.
  const nameThenDate = !startsWithDate && before.length > 0 && before.length <= 6 && beginsWithDate(after)
  const hasAddress = address.test(joined)
  if (!startsWithDate && !nameThenDate && (before.length > 6 || after.length > 0) && !hasAddress) return null
  if (startsWithDate && after.length > 9) return null
  if (before.length > 26) return null
  const byPronoun = [after[0]?.text, before.at(-1)?.text].some((word) => word !== undefined && writerPronouns.has(word))
  const dated = timeOfDay.test(joined) && (yearOrDate.test(joined) || startsWithDate)
  const strong = !byPronoun && (dated || (hasAddress && (startsWithDate || nameThenDate || after.length === 0)))
  return { strength: strong ? 'strong' : 'weak', startsWithDate }
}

/** Only openers, days and months may come before the first figure: "Den pakke 3 …" is no date. */
function beginsWithDate(words: readonly Word[]): boolean {
  for (const [index, word] of words.entries()) {
    if (word.digit) return true
    if (index >= 6 || !(attributionOpeners.has(word.text) || dateWords.has(word.text))) return false
  }
  return false
}
