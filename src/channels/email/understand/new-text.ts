import { alignHtml } from './align-html.ts'
import { findQuotes } from './quote-lines.ts'
import { findSignature, type SignaturePart } from './signature-lines.ts'
import { joinLines, type Line, textLimit, toLines } from './text-lines.ts'

export interface SplitText {
  /** What this person wrote now; never empty when `text` holds a word. */
  newText: string
  /** Older mails and the lines that announce them, as they stand. */
  quotedText: string
  /** Closing phrase, name, card, what the telephone added, legal footer. */
  signature: string
}

/**
 * Tells what a person wrote now from what the mail quotes and from the signature. `text` is the whole readable text,
 * `html` the sender's own HTML ('' when there is none), used for its structure only. Every non-blank line of `text` is in
 * exactly one of the three results, in order. Takes time in proportion to the length; a text above `textLimit` is not
 * split.
 */
export function splitNewText({ text, html }: { text: string; html: string }): SplitText {
  if (text.length > textLimit) return { newText: text, quotedText: '', signature: '' }
  const lines = toLines(text)
  const structure = alignHtml(lines, html)
  const { quoted, first } = findQuotes(lines, structure?.quoted ?? null)
  const parts: (SignaturePart | null)[] = lines.map(() => null)
  for (const run of ownRuns(quoted)) findSignature(lines, run, parts)
  structure?.signature.forEach((isSignature, at) => {
    if (isSignature && !quoted[at]) parts[at] ??= 'closing'
  })

  const own = (at: number) => !quoted[at] && parts[at] === null
  if (!lines.some((line, at) => !line.blank && own(at))) {
    // Nothing but a greeting: then the greeting is what was said. Nothing at all, or only a forwarded mail: the whole is.
    const saidGoodbye = parts.some((part, at) => part === 'closing' && !quoted[at])
    if (!saidGoodbye || first?.kind === 'forward')
      return { newText: joinLines(raw(lines)), quotedText: '', signature: '' }
    parts.forEach((part, at) => {
      if (part === 'closing') parts[at] = null
    })
  }
  const pick = (which: (at: number) => boolean) => joinLines(gather(lines, which))
  return {
    newText: pick(own),
    quotedText: pick((at) => quoted[at] === true),
    signature: pick((at) => !quoted[at] && parts[at] !== null),
  }
}

const raw = (lines: readonly Line[]) => lines.map((line) => line.raw)

/** The chosen lines with the blank lines among them, and one blank line wherever others were left out. */
function gather(lines: readonly Line[], which: (at: number) => boolean): string[] {
  const kept: string[] = []
  let blanks = 0
  let leftOut = false
  for (const [at, line] of lines.entries()) {
    if (line.blank && line.raw.trim() === '') blanks++
    else if (which(at)) {
      for (let left = leftOut ? 1 : Math.min(blanks, 2); left > 0; left--) kept.push('')
      kept.push(line.raw)
      blanks = 0
      leftOut = false
    } else leftOut = true
  }
  return kept
}

/** Stretches of consecutive lines that are not quoted. */
function ownRuns(quoted: readonly boolean[]): number[][] {
  const runs: number[][] = []
  for (const [at, isQuoted] of quoted.entries()) {
    if (isQuoted) continue
    if (at === 0 || quoted[at - 1]) runs.push([])
    runs.at(-1)?.push(at)
  }
  return runs
}
