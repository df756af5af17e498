/**
 * A mail's text as lines, bounded so that no rule can be made slow by whoever wrote it (SECURITY: quote parsing is
 * an old way to stop a desk). Longer texts are left whole; longer lines are looked at only from their beginning.
 */

/** UTF-16 units. Above this a text is shown unfolded: no person wrote that much. */
export const textLimit = 256 * 1024
/** No regular expression in this folder ever sees more than this many characters. */
export const lineLimit = 480
/** Raw HTML is larger than its text, by styles and pictures; beyond this its structure is not used. */
export const htmlLimit = 2 * 1024 * 1024

export interface Line {
  /** As it stands in the mail, without its line break: what is kept. */
  raw: string
  /** Trimmed, invisible characters taken out, at most `lineLimit` long: what rules look at. */
  seen: string
  blank: boolean
  /** Levels of `>` in front. */
  depth: number
}

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g

/** Lines of a text with either kind of line break. `blank` also covers lines of invisible characters only. */
export function toLines(text: string): Line[] {
  return text.split('\n').map((piece) => {
    const raw = piece.endsWith('\r') ? piece.slice(0, -1) : piece
    const seen = raw.trim().slice(0, lineLimit).replace(invisible, '').trim()
    return { raw, seen, blank: seen === '' && raw.trim().length <= lineLimit, depth: quoteDepth(seen) }
  })
}

function quoteDepth(seen: string): number {
  let depth = 0
  for (const sign of seen) {
    if (sign === '>') depth++
    else if (sign !== ' ') break
  }
  return depth
}

/** The line without its quote marks, for reading what is quoted. */
export function unquote(line: Line): Line {
  if (line.depth === 0) return line
  let at = 0
  for (let left = line.depth; at < line.raw.length; at++) {
    const sign = line.raw[at]
    if (sign === '>') left--
    else if (left === 0) break
  }
  const raw = line.raw[at] === ' ' ? line.raw.slice(at + 1) : line.raw.slice(at)
  const seen = raw.trim().slice(0, lineLimit)
  return { raw, seen, blank: seen === '', depth: 0 }
}

/** Words in lower case, letters only, of a text that is already short. */
export function wordsOf(seen: string): string[] {
  return (
    seen
      .slice(0, lineLimit)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  )
}

/** Joins kept lines, without blank lines at the ends and with at most two in a row inside. */
export function joinLines(lines: readonly string[]): string {
  const kept: string[] = []
  let blanks = 0
  for (const line of lines) {
    blanks = line.trim() === '' ? blanks + 1 : 0
    if (blanks === 0) kept.push(line.trimEnd())
    else if (blanks <= 2 && kept.length > 0) kept.push('')
  }
  while (kept.length > 0 && kept.at(-1) === '') kept.pop()
  return kept.join('\n')
}
