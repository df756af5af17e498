import { isRule } from './quote-marker.ts'
import {
  closings,
  deviceNames,
  deviceOpeners,
  disclaimerOpeners,
  referenceWords,
  sentenceWords,
} from './signature-words.ts'
import { type Line, wordsOf } from './text-lines.ts'

export type SignaturePart = 'closing' | 'device' | 'footer'

const closingsByLength = [...closings].sort((a, b) => b.length - a.length)
const references = new Set(referenceWords)
/** More lines than this below a closing phrase are no card but text. */
const maxCardLines = 16

/**
 * Which of the writer's own lines are signature: from the closing phrase or the `-- ` line over name, telephone and
 * firm, what the telephone adds, and legal footers. `run` holds indexes of consecutive own lines.
 */
export function findSignature(lines: readonly Line[], run: readonly number[], parts: (SignaturePart | null)[]): void {
  let inside: SignaturePart | null = null
  let cardStart = -1
  let cardLines = 0
  let hard = false
  let written = false
  for (const [place, index] of run.entries()) {
    const line = lines[index] as Line
    if (line.blank) continue
    if (!hard && isDelimiter(line, written) && run.length - place <= 40) {
      hard = true
      inside = 'footer'
    } else if (hard) {
      // Everything below the delimiter, by the old convention of RFC 3676 §4.3.
    } else if (isDeviceLine(line.seen)) {
      parts[index] = 'device'
      continue
    } else if (written && startsDisclaimer(line.seen)) {
      inside = 'footer'
      hard = true
    } else if (isClosing(line.seen)) {
      inside = 'closing'
      cardStart = index
      cardLines = 0
    } else if (inside === 'closing' && (!isCardLine(line.seen) || ++cardLines > maxCardLines)) {
      if (cardLines > maxCardLines) parts.fill(null, cardStart, index)
      inside = null
    }
    if (inside) parts[index] = inside
    written ||= inside === null
  }
}

/** `-- ` by RFC 3676 §4.3, the same without its blank, or a ruled-off footer of a list or a virus scanner. */
function isDelimiter(line: Line, written: boolean): boolean {
  return line.seen === '--' || (written && (line.seen === '—' || line.seen === '---' || isRule(line)))
}

/** Only the phrase, or the phrase and a name: "Mvh Kari", "Med venlig hilsen, Jens Hansen / Nordlys". */
function isClosing(seen: string): boolean {
  if (seen.length > 80) return false
  if (/^[/–—-]{1,2} ?\p{Lu}\p{L}+(?: \p{Lu}\p{L}*\.?){0,2}$/u.test(seen)) return true
  const lower = seen.toLowerCase().replace(/^[*_\s]+/, '')
  for (const phrase of closingsByLength) {
    if (!lower.startsWith(phrase)) continue
    const rest = seen.replace(/^[*_\s]+/, '').slice(phrase.length)
    if (/^[\p{L}\d]/u.test(rest)) continue
    if (/\?|\d{3}/.test(rest)) return false
    const words = rest.match(/[\p{L}.'-]+/gu) ?? []
    const named = words.every((word) => /^\p{Lu}/u.test(word) || linkWords.has(word.toLowerCase()))
    if (named) return words.length <= 7
    return words.length <= 2 && !words.some((word) => sentenceWords.has(word.toLowerCase()))
  }
  return false
}

const linkWords = new Set([
  'og',
  'och',
  'and',
  'fra',
  'från',
  'frå',
  'from',
  'i',
  'hos',
  'på',
  'vegne',
  'av',
  'af',
  'for',
  '-',
])

/** "Sendt fra min iPhone", "Skickat från Outlook för Android", also with a link. */
function isDeviceLine(seen: string): boolean {
  if (seen.length > 160) return false
  const bare = seen
    .toLowerCase()
    .replace(/<[^<>]{1,140}>|\[[^[\]]{1,140}\]|https?:\S{1,140}/g, ' ')
    .replace(/\s+/g, ' ')
  const start = bare.replace(/^[*_\s]+/, '')
  if (!deviceOpeners.some((opener) => start.startsWith(opener))) return false
  const words = wordsOf(bare)
  return words.length <= 10 && !/[?,]/.test(bare) && deviceNames.some((name) => bare.includes(name))
}

function startsDisclaimer(seen: string): boolean {
  const start = seen
    .slice(0, 80)
    .toLowerCase()
    .replace(/^[*_"“«\s]+/, '')
  return disclaimerOpeners.some((opener) => start.startsWith(opener))
}

/** What stands on a visiting card; a sentence, a question, a postscript and an order number do not. */
function isCardLine(seen: string): boolean {
  if (/^p\.? ?s\b|^ps[.: ]|^nb[.: ]/i.test(seen)) return false
  if (seen.length > 120) return false
  const words = wordsOf(seen)
  const isLink = /https?:|www\.|@|\|/.test(seen)
  if (!isLink && seen.includes('?')) return false
  if (!isLink && words.some((word) => references.has(word)) && /\d{3}/.test(seen)) return false
  const plain = words.filter((word) => sentenceWords.has(word)).length
  if (!isLink && words.length >= 5 && (plain >= 2 || /[.!]$/.test(seen)) && plain >= 1) return false
  return isLink || words.length <= 12
}
