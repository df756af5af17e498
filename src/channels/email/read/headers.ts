import { UnreadableMail } from '../parsed-mail.ts'
import type { NoteDefect } from './decode-charset.ts'

/** One header field, unfolded; `value` has one character per byte (latin-1) so that nothing is lost before decoding. */
export interface HeaderField {
  /** Lower case. */
  name: string
  value: string
}

export interface HeaderBlock {
  fields: HeaderField[]
  /** Offset of the first byte after the header and its blank line. */
  bodyAt: number
}

/** Headers above this size are an attack or a fault: no mail system in use writes them. */
const MAX_HEADER_BYTES = 256 * 1024
// After so many lines that belong to no field, the blank line that ends the header must be missing.
const MAX_FOREIGN_LINES = 20
const LF = 0x0a
const CR = 0x0d

const FIELD = /^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:/
/** Names that show that a header goes on after a line that belongs to no field. */
const WELL_KNOWN =
  /^(?:received|return-path|from|to|cc|subject|date|message-id|mime-version|content-type|content-transfer-encoding|content-disposition)[ \t]*:/i

/**
 * Reads the header that starts at `start`. It ends at a blank line, at a boundary line of an open multipart
 * (`endsPart`), at the end of the bytes, or, where the blank line is missing, at the first line that belongs
 * to no field. Throws UnreadableMail `headers-too-large` above 256 kB.
 */
export function readHeaderBlock(
  source: Buffer,
  start: number,
  endsPart: (lineStart: number, lineEnd: number) => boolean,
  note: NoteDefect = () => {},
): HeaderBlock {
  const lines: string[] = []
  let foreign: { offset: number; index: number } | null = null
  let at = start
  let sawBlankLine = false
  while (at < source.length && !sawBlankLine) {
    const lineFeed = source.indexOf(LF, at)
    const next = lineFeed < 0 ? source.length : lineFeed + 1
    let end = lineFeed < 0 ? source.length : lineFeed
    if (end > at && source[end - 1] === CR) end--
    if (endsPart(at, end)) break
    if (end === at) {
      sawBlankLine = true
    } else {
      const line = source.toString('latin1', at, Math.min(end, at + MAX_HEADER_BYTES))
      // ">From " and "From " lines are left by mbox files and belong to nobody.
      const skipped = /^>?From /.test(line)
      if (!skipped && foreign === null && !belongsToField(line, lines.length)) {
        foreign = { offset: at, index: lines.length }
      }
      if (!skipped) lines.push(line)
      if (foreign === null) refuseLargeHeader(end - start)
      else if (lines.length - foreign.index > MAX_FOREIGN_LINES) break
    }
    at = next
  }
  if (foreign === null) return { fields: readFields(lines), bodyAt: at }
  const later = lines.slice(foreign.index)
  if (sawBlankLine && foreign.index > 0 && later.some((line) => WELL_KNOWN.test(line))) {
    note('The header holds lines that belong to no field; they were left out.')
    return { fields: readFields(lines), bodyAt: at }
  }
  note(
    foreign.index === 0
      ? 'There is no header above the text.'
      : 'There is no blank line between the header and the text below it.',
  )
  return { fields: readFields(lines.slice(0, foreign.index)), bodyAt: foreign.offset }
}

function belongsToField(line: string, linesBefore: number): boolean {
  // A boundary line may hold a colon, and would pass for a field's name.
  if (line.startsWith('--')) return false
  return FIELD.test(line) || (linesBefore > 0 && (line[0] === ' ' || line[0] === '\t'))
}

/** Fields from the header's lines, folded lines joined by RFC 5322 §2.2.3. Foreign lines are left out. */
function readFields(lines: string[]): HeaderField[] {
  const fields: { name: string; pieces: string[] }[] = []
  for (const line of lines) {
    if (line[0] === ' ' || line[0] === '\t') {
      fields.at(-1)?.pieces.push(line)
      continue
    }
    const name = line.startsWith('--') ? null : FIELD.exec(line)
    if (name !== null) fields.push({ name: name[1]!.toLowerCase(), pieces: [line.slice(name[0].length)] })
  }
  return fields.map(({ name, pieces }) => ({ name, value: pieces.join('').trim() }))
}

/** The value of the first field of this (lower-case) name. */
export function firstValue(fields: HeaderField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null
}

export function allValues(fields: HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value)
}

function refuseLargeHeader(bytes: number): void {
  if (bytes <= MAX_HEADER_BYTES) return
  throw new UnreadableMail('headers-too-large', 'The header of this mail is larger than 256 kB, so it was not read.')
}
