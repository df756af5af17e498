import { lettersOf, readStructure, type Stretch } from './html-structure.ts'
import type { Line } from './text-lines.ts'

const probe = 24

/**
 * What the HTML part says about each line of the text part: which lines are quoted and which are the signature. Null when
 * the HTML says nothing or the two texts do not agree, so that the rules for plain text decide alone.
 */
export function alignHtml(lines: readonly Line[], html: string): { quoted: boolean[]; signature: boolean[] } | null {
  const stretches = readStructure(html)
  if (!stretches) return null
  const starts: number[] = []
  const pieces: string[] = []
  let length = 0
  for (const line of lines) {
    starts.push(length)
    const letters = lettersOf(line.raw)
    pieces.push(letters)
    length += letters.length
  }
  const whole = pieces.join('')
  const spans = locate(whole, stretches)
  if (!spans) return null
  const quoted = lines.map(() => false)
  const signature = lines.map(() => false)
  let line = 0
  for (const span of spans) {
    for (; line < lines.length && (starts[line] as number) < span.end; line++) {
      const start = starts[line] as number
      const end = start + (pieces[line] as string).length
      // A line counts as quoted when more than half of it stands in the quotation.
      const inside = Math.min(end, span.end) - Math.max(start, span.start)
      if (inside * 2 <= end - start || inside <= 0) {
        if (start >= span.start && end > span.end) break
        continue
      }
      if (span.kind === 'quoted') quoted[line] = true
      else signature[line] = true
    }
  }
  return { quoted, signature }
}

type Span = { start: number; end: number; kind: Stretch['kind'] }

/** Finds each stretch in the letters of the text, from left to right, by its first and last letters. */
function locate(whole: string, stretches: readonly Stretch[]): Span[] | null {
  const spans: Span[] = []
  let cursor = 0
  for (const [index, { kind, letters }] of stretches.entries()) {
    if (kind === 'own' || letters.length < 3) {
      // Skip the own words, so that a quotation is not looked for inside them.
      const tail = letters.slice(-probe)
      const at = tail.length < 3 ? -1 : whole.indexOf(tail, cursor + Math.max(0, letters.length - tail.length - 40))
      if (kind === 'own' && at >= 0) cursor = at + tail.length
      else if (kind === 'own' && tail.length >= 3) return null
      continue
    }
    const head = letters.slice(0, probe)
    const start = whole.indexOf(head, cursor)
    if (start < 0) return null
    const tail = letters.slice(-probe)
    const found = whole.indexOf(tail, start + Math.max(0, Math.floor(letters.length * 0.9) - tail.length))
    const isLast = index === stretches.length - 1
    if (found < 0 && !isLast) return null
    const end = isLast && kind === 'quoted' ? whole.length : found + tail.length
    if (end > start) spans.push({ start, end, kind })
    cursor = Math.max(cursor, end)
  }
  return spans
}
