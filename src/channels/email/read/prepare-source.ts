import { UnreadableMail } from '../parsed-mail.ts'

/**
 * Takes off what files put around a mail: a byte order mark, blank lines, the "From " line of an mbox.
 * A file whose lines end in a bare CR (old Macs) is copied with LF; everything else is a view of `raw`.
 * Throws UnreadableMail `not-a-mail` for nothing at all and for bytes that are no text.
 */
export function prepareSource(raw: Uint8Array): Buffer {
  let source = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf) source = source.subarray(3)
  let start = 0
  while (start < source.length && isBlank(source[start]!)) start++
  if (start === source.length) throw new UnreadableMail('not-a-mail', 'There is nothing in this mail: it is empty.')
  // White space before the first header would make it a folded line of none; a blank line alone starts a body.
  if (start > 0 && startsHeader(source.subarray(start, start + 200))) source = source.subarray(start)
  if (!source.includes(0x0a) && source.includes(0x0d)) source = bareCrToLf(source)
  if (/^>?From /.test(source.toString('latin1', 0, 6))) {
    const lineEnd = source.indexOf(0x0a)
    source = source.subarray(lineEnd < 0 ? source.length : lineEnd + 1)
  }
  if (!startsHeader(source.subarray(0, 1000)) && looksBinary(source.subarray(0, 4096))) {
    throw new UnreadableMail('not-a-mail', 'These bytes are not a mail: they have no header and are not text.')
  }
  return source
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x00
}

function startsHeader(head: Buffer): boolean {
  return /^[\x21-\x39\x3b-\x7e]{1,200}[ \t]*:/.test(head.toString('latin1'))
}

function looksBinary(head: Buffer): boolean {
  let odd = 0
  for (const byte of head) {
    if (byte === 0) return true
    // Tab, line ends, form feed and escape (ISO-2022) are text.
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) odd++
  }
  return odd > head.length / 20
}

function bareCrToLf(source: Buffer): Buffer {
  const copy = Buffer.from(source)
  for (let i = copy.indexOf(0x0d); i >= 0; i = copy.indexOf(0x0d, i + 1)) copy[i] = 0x0a
  return copy
}
