import { UnreadableMail } from '../parsed-mail.ts'
import type { NoteDefect } from './decode-charset.ts'
import { type ParameterisedValue, readParameterised } from './header-params.ts'
import { firstValue, type HeaderField, readHeaderBlock } from './headers.ts'

/** One part of a mail's MIME tree. The root is the mail itself. */
export interface MailPart {
  fields: HeaderField[]
  /** Content-Type; text/plain where there is none (RFC 2045 §5.2). */
  type: ParameterisedValue
  /**
   * Still in its transfer encoding: a view of the source, without the line end that belongs to the boundary.
   * Of a multipart it is what stands before its first boundary, or everything when that never comes.
   */
  body: Buffer
  /** Empty for everything but multipart/*; an attached mail (message/rfc822) is a leaf. */
  children: MailPart[]
}

const MAX_PARTS = 1000
const MAX_DEPTH = 100
const MAX_BOUNDARY = 1000
/** RFC 6838 §4.2 */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/
const LF = 0x0a
const CR = 0x0d
const DASH = 0x2d

/**
 * Splits a mail into its tree in one pass over the lines, so that nesting costs nothing.
 * Throws UnreadableMail for more than 1,000 parts, a depth above 100 or a header above 256 kB;
 * everything else that is wrong (cut off, boundary missing) is named through `note` and what there is, is kept.
 */
export function splitParts(source: Buffer, note: NoteDefect = () => {}): MailPart {
  const open = openBoundaries()
  let leaves = 0
  let containers = 0
  let part: MailPart | null = null
  let bodyAt = 0

  /** Reads the header at `start`, opens what it announces, and returns the part. */
  const begin = (start: number, defaultType: string): MailPart => {
    const isBoundary = (from: number, to: number) => open.find(source, from, to) !== null
    const header = readHeaderBlock(source, start, isBoundary, note)
    const type = readContentType(header.fields, defaultType, note)
    part = { fields: header.fields, type, body: source.subarray(0, 0), children: [] }
    bodyAt = header.bodyAt
    const isMultipart = type.value.startsWith('multipart/')
    if (isMultipart ? ++containers > MAX_PARTS : ++leaves > MAX_PARTS) {
      throw new UnreadableMail('too-many-parts', 'This mail has more than 1,000 parts, so it was not read.')
    }
    if (isMultipart) {
      const boundary = type.params.get('boundary')?.trimEnd() || guessBoundary(source, bodyAt)
      if (boundary === '' || boundary.length > MAX_BOUNDARY) {
        note('A multipart mail does not say where its parts begin; it was read as plain text.')
      } else open.push(boundary, part)
    }
    return part
  }

  const root = begin(0, 'text/plain')
  let at = bodyAt
  while (at < source.length) {
    const lineFeed = source.indexOf(LF, at)
    const next = lineFeed < 0 ? source.length : lineFeed + 1
    const found = open.find(source, at, lineFeed < 0 ? source.length : lineFeed)
    if (found === null) {
      at = next
      continue
    }
    if (part !== null) (part as MailPart).body = source.subarray(bodyAt, beforeLineEnd(source, at, bodyAt))
    part = null
    if (found.closing) {
      open.closeDownTo(found.depth)
      at = next
    } else {
      open.closeDownTo(found.depth + 1)
      const parent = open.at(found.depth)
      parent.children.push(begin(next, parent.type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'))
      at = bodyAt
    }
  }
  if (part !== null) (part as MailPart).body = source.subarray(Math.min(bodyAt, source.length))
  if (open.depth() > 0) note('The mail was cut off: its last boundary is missing, and something may be lost.')
  return root
}

/** The multiparts that are open where the reading stands, found by their boundary line without a search. */
function openBoundaries() {
  // `shadowed`: where the same boundary was open further out; restored when this one closes.
  const stack: { boundary: string; part: MailPart; shadowed: number | undefined }[] = []
  const depthOf = new Map<string, number>()
  return {
    depth: () => stack.length,
    at: (depth: number): MailPart => stack[depth]!.part,
    push(boundary: string, part: MailPart) {
      if (stack.length >= MAX_DEPTH) {
        throw new UnreadableMail(
          'too-deep',
          'The parts of this mail are nested more than 100 deep, so it was not read.',
        )
      }
      stack.push({ boundary, part, shadowed: depthOf.get(boundary) })
      depthOf.set(boundary, stack.length - 1)
    },
    closeDownTo(depth: number) {
      while (stack.length > depth) {
        const { boundary, shadowed } = stack.pop()!
        if (shadowed === undefined) depthOf.delete(boundary)
        else depthOf.set(boundary, shadowed)
      }
    },
    /** Is this line (offsets, without LF) the boundary of an open multipart? RFC 2046 §5.1.1. */
    find(source: Buffer, from: number, to: number): { depth: number; closing: boolean } | null {
      if (stack.length === 0 || source[from] !== DASH || source[from + 1] !== DASH) return null
      if (to - from > MAX_BOUNDARY + 100) return null
      const line = source.toString('latin1', from + 2, to).trimEnd()
      const depth = depthOf.get(line)
      if (depth !== undefined) return { depth, closing: false }
      const closed = line.endsWith('--') ? depthOf.get(line.slice(0, -2).trimEnd()) : undefined
      return closed === undefined ? null : { depth: closed, closing: true }
    },
  }
}

function readContentType(fields: HeaderField[], defaultType: string, note: NoteDefect): ParameterisedValue {
  const header = firstValue(fields, 'content-type')
  const type = readParameterised(header ?? '', note)
  if (MEDIA_TYPE.test(type.value)) return type
  // "text", "html" and the like: RFC 2045 §5.2 says to read what makes no sense as plain text.
  return { value: defaultType, params: type.params }
}

/** The first line of the body that looks like a boundary with a part's header below it. */
function guessBoundary(source: Buffer, bodyAt: number): string {
  const head = source.toString('latin1', bodyAt, Math.min(source.length, bodyAt + 64 * 1024))
  return /(?:^|\n)--([^\s-][^\r\n]{0,200}|-[^\r\n]{0,200}[^\r\n-])\r?\ncontent-/i.exec(head)?.[1]?.trimEnd() ?? ''
}

/** The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
function beforeLineEnd(source: Buffer, lineStart: number, notBefore: number): number {
  let end = lineStart
  if (end > notBefore && source[end - 1] === LF) end--
  if (end > notBefore && source[end - 1] === CR) end--
  return Math.max(end, notBefore)
}
