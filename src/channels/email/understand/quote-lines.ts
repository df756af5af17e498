import { attributionEndingAt } from './attribution.ts'
import { headerBlockAt } from './header-block.ts'
import { isRule, markerOn } from './quote-marker.ts'
import type { Line } from './text-lines.ts'

export type Boundary = { line: number; kind: 'attribution' | 'headers' | 'original' | 'forward' }

export interface QuoteReading {
  /** For each line: does somebody else's earlier mail stand there? */
  quoted: boolean[]
  /** Where the first older mail begins, and what announced it; null when nothing did. */
  first: Boundary | null
}

/**
 * Finds the lines that belong to older mails. `fromHtml` is what the structure of the HTML part says about each line
 * (true: inside a quotation), or null when there is none to go by.
 */
export function findQuotes(lines: readonly Line[], fromHtml: readonly boolean[] | null): QuoteReading {
  const quoted = lines.map((line, at) => line.depth > 0 || fromHtml?.[at] === true)
  freeArrows(lines, quoted, fromHtml)
  let first: Boundary | null = null
  for (let at = 0; at < lines.length; at++) {
    const found = boundaryAt(lines, at, quoted)
    if (!found) continue
    first ??= { line: found.from, kind: found.kind }
    quoted.fill(true, found.from, found.to + 1)
    const next = nextWritten(lines, found.to + 1)
    if (next < 0) break
    // Where the quotation is marked line by line, what is unmarked after it is an answer. Otherwise it runs to the end.
    const marked = (lines[next]?.depth ?? 0) > 0 && (found.kind === 'attribution' || found.kind === 'original')
    if (fromHtml?.[next] || (marked && quoted[next])) at = found.to
    else {
      quoted.fill(true, found.from, endOfQuote(fromHtml, found.to, lines.length))
      break
    }
  }
  mendBrokenLines(lines, quoted)
  return { quoted, first }
}

function boundaryAt(lines: readonly Line[], at: number, quoted: readonly boolean[]) {
  const line = lines[at] as Line
  if (line.blank) return null
  const marker = markerOn(line)
  if (marker && line.depth === 0) return { kind: marker, from: ruleAbove(lines, at), to: at } as const
  if (line.depth > 0) return null
  const headers = headerBlockAt(lines, at)
  if (headers) return { kind: 'headers', from: ruleAbove(lines, at), to: headers.last } as const
  const attribution = attributionEndingAt(lines, at)
  if (!attribution) return null
  const next = nextWritten(lines, at + 1)
  if (attribution.strength === 'weak' && (next < 0 || next > at + 3 || !quoted[next])) return null
  return { kind: 'attribution', from: attribution.first, to: at } as const
}

function nextWritten(lines: readonly Line[], from: number): number {
  for (let at = from; at < lines.length; at++) if (!lines[at]?.blank) return at
  return -1
}

/** The rule that Outlook draws belongs to the block below it, over one blank line at most. */
function ruleAbove(lines: readonly Line[], at: number): number {
  for (let up = at - 1; up >= 0 && up >= at - 2; up--) {
    const line = lines[up] as Line
    if (isRule(line)) return up
    if (!line.blank) break
  }
  return at
}

/** Without line marks a quotation ends where the HTML says that it does, or with the mail. */
function endOfQuote(fromHtml: readonly boolean[] | null, after: number, length: number): number {
  const last = fromHtml ? fromHtml.lastIndexOf(true) : -1
  return last > after ? last + 1 : length
}

/**
 * `>` is also an arrow. A single block of it in the whole mail, directly below the writer's own line that is no
 * attribution ("Jeg har prøvd dette:" then "> slå av"), is a list; so is a number comparison such as ">100".
 */
function freeArrows(lines: readonly Line[], quoted: boolean[], fromHtml: readonly boolean[] | null): void {
  let blocks = 0
  let start = -1
  let end = -1
  for (let at = 0; at < lines.length; at++) {
    if ((lines[at]?.depth ?? 0) === 0) continue
    if (at === 0 || lines[at - 1]?.depth === 0) {
      blocks++
      start = at
    }
    end = at
  }
  if (blocks !== 1 || fromHtml?.[start]) return
  const above = lines[start - 1]
  if (!above || above.blank || attributionEndingAt(lines, start - 1) || markerOn(above)) {
    if (start !== end || !/^>{1,2}=?\d/.test(lines[start]?.seen ?? '')) return
  }
  for (let at = start; at <= end; at++) if ((lines[at]?.depth ?? 0) <= 1) quoted[at] = false
}

/** A long quoted line that a mail server broke leaves a tail without `>`; it begins in the middle of a sentence. */
function mendBrokenLines(lines: readonly Line[], quoted: boolean[]): void {
  for (let at = 1; at + 1 < lines.length; at++) {
    const [above, line, below] = [lines[at - 1] as Line, lines[at] as Line, lines[at + 1] as Line]
    if (quoted[at] || line.blank || above.depth === 0 || below.depth === 0) continue
    if (above.seen.length >= 60 && !/[.:?!]$/.test(above.seen) && /^\p{Ll}/u.test(line.seen)) quoted[at] = true
  }
}
