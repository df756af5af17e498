import { decodeCharset, decodeRawHeaderBytes, type NoteDefect } from './decode-charset.ts'
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.ts'

/** One `=?charset?B?text?=` of RFC 2047 §2 as it stands in a header. */
export interface EncodedWord {
  charset: string
  encoding: 'b' | 'q'
  text: string
  /** Index after the closing `?=`. */
  end: number
}

const OPENING = /=\?([^?\s]{1,60})\?([bq])\?/iy

/**
 * The encoded word that starts at `at`, or null. Spaces and lone question marks inside are accepted,
 * though RFC 2047 §2 forbids them: some programs leave them in.
 */
export function encodedWordAt(value: string, at: number): EncodedWord | null {
  OPENING.lastIndex = at
  const opening = OPENING.exec(value)
  if (opening === null) return null
  const start = at + opening[0].length
  const close = value.indexOf('?=', start)
  if (close < 0) return null
  return {
    charset: opening[1]!.replace(/\*.*$/, ''),
    encoding: opening[2]!.toLowerCase() as 'b' | 'q',
    text: value.slice(start, close),
    end: close + 2,
  }
}

/**
 * A header value (one character per byte) to text: encoded words wherever they stand, also inside quotes
 * and parameters where RFC 2047 §5 does not allow them, and raw 8-bit bytes between them.
 * Linear in the length of the value.
 */
export function decodeHeaderText(value: string, note: NoteDefect = () => {}): string {
  if (!value.includes('=?')) return decodeRawHeaderBytes(value)
  const lastClose = value.lastIndexOf('?=')
  let text = ''
  let plainFrom = 0
  let at = value.indexOf('=?')
  while (at >= 0 && at < lastClose) {
    const word = encodedWordAt(value, at)
    if (word === null) {
      at = value.indexOf('=?', at + 2)
      continue
    }
    const run = [word]
    // White space between two encoded words is not part of the text (RFC 2047 §6.2).
    let next = skipSpace(value, word.end)
    for (let follower = encodedWordAt(value, next); follower !== null; follower = encodedWordAt(value, next)) {
      run.push(follower)
      next = skipSpace(value, follower.end)
    }
    text += decodeRawHeaderBytes(value.slice(plainFrom, at)) + decodeRun(run, note)
    plainFrom = run.at(-1)!.end
    at = value.indexOf('=?', plainFrom)
  }
  return text + decodeRawHeaderBytes(value.slice(plainFrom))
}

function skipSpace(value: string, from: number): number {
  let at = from
  while (value[at] === ' ' || value[at] === '\t' || value[at] === '\r' || value[at] === '\n') at++
  return at
}

/** Words of one charset are joined as bytes first: many programs cut a word in the middle of a character. */
function decodeRun(run: EncodedWord[], note: NoteDefect): string {
  let text = ''
  let bytes: Uint8Array[] = []
  let carried = ''
  for (const [index, word] of run.entries()) {
    const next = run[index + 1]
    const goesOn = next !== undefined && next.charset.toLowerCase() === word.charset.toLowerCase()
    if (word.encoding === 'b') {
      const letters = carried + word.text.replace(/\s/g, '')
      // Some programs cut the base64 itself between words: letters of one group of four then lie in two words.
      carried = goesOn && next.encoding === 'b' && letters.length % 4 !== 0 && !letters.endsWith('=') ? letters : ''
      if (carried === '') bytes.push(decodeBase64(Buffer.from(letters, 'latin1')))
    } else {
      bytes.push(decodeQuotedPrintable(Buffer.from(`${word.text.replace(/_/g, ' ')}.`, 'latin1')).slice(0, -1))
    }
    if (!goesOn) {
      text += decodeCharset(Buffer.concat(bytes), word.charset, note)
      bytes = []
    }
  }
  return text
}

// Bidirectional controls and marks, zero-width and invisible format characters, and the tag block.
const DECEIVING = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u061c\u{e0000}-\u{e007f}]/gu
const CONTROLS = /[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g

/** Text for one line of a screen: controls become a space, characters that turn or hide text are taken out. */
export function cleanLine(text: string): string {
  return text.replace(DECEIVING, '').replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim().toWellFormed()
}
