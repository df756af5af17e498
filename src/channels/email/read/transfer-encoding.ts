import type { NoteDefect } from './decode-charset.ts'

const LF = 0x0a
const CR = 0x0d
const EQUALS = 0x3d

/**
 * Undoes the Content-Transfer-Encoding of RFC 2045 §6. Never throws; what is broken is skipped or kept
 * as it stands and named through `note`. 7bit, 8bit and binary give the very bytes back.
 */
export function decodeTransfer(body: Uint8Array, encoding: string, note: NoteDefect = () => {}): Uint8Array {
  switch (encoding) {
    case 'base64':
      return decodeBase64(body, note)
    case 'quoted-printable':
      return decodeQuotedPrintable(body, note)
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUuencoded(body)
    default:
      return body
  }
}

const BASE64 = new Int8Array(256).fill(-1)
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  BASE64[letter.charCodeAt(0)] = value
// White space and padding are no junk.
const SPACE = -2
for (const byte of [0x20, 0x09, CR, LF]) BASE64[byte] = SPACE

/**
 * Own loop because Node's decoder also takes the URL-safe letters and drops what follows the first
 * padding: some programs pad every chunk, and their attachments would lose all but the first.
 */
export function decodeBase64(body: Uint8Array, note: NoteDefect = () => {}): Uint8Array {
  const out = new Uint8Array(Math.ceil((body.length * 3) / 4) + 3)
  let length = 0
  let bits = 0
  let letters = 0
  let junk = false
  let lastJunk = -1
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!
    const value = BASE64[byte]!
    if (value >= 0) {
      bits = (bits << 6) | value
      if (++letters === 4) {
        out[length++] = bits >>> 16
        out[length++] = bits >>> 8
        out[length++] = bits
        bits = 0
        letters = 0
      }
    } else if (byte === EQUALS) {
      length = flush(out, length, bits, letters)
      bits = 0
      letters = 0
      // Padding ends the data (RFC 2045 §6.8) unless all that follows is base64 again: a list's footer
      // below the data must not become bytes of the attachment.
      if (lastJunk < 0) lastJunk = lastIndexOfJunk(body)
      if (lastJunk > i) {
        note('There is text after the end of base64 data; it was left out.')
        return out.subarray(0, length)
      }
    } else if (value !== SPACE) junk = true
  }
  if (junk) note('Base64 data holds characters that do not belong there; they were skipped.')
  if (letters > 0) note('Base64 data ends in the middle; the last bytes may be missing.')
  return out.subarray(0, flush(out, length, bits, letters))
}

function flush(out: Uint8Array, length: number, bits: number, letters: number): number {
  if (letters === 2) out[length++] = bits >>> 4
  if (letters === 3) {
    out[length++] = bits >>> 10
    out[length++] = bits >>> 2
  }
  return length
}

function lastIndexOfJunk(body: Uint8Array): number {
  let i = body.length - 1
  while (i > 0 && (BASE64[body[i]!]! !== -1 || body[i] === EQUALS)) i--
  return i
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/** RFC 2045 §6.7, with its advice for broken input: a `=` that introduces nothing stays as it is. */
export function decodeQuotedPrintable(body: Uint8Array, note: NoteDefect = () => {}): Uint8Array {
  const out = new Uint8Array(body.length)
  let length = 0
  // Everything up to here in `out` must stay; white space after it is padding if the line ends now.
  let solid = 0
  let broken = false
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!
    if (byte === EQUALS) {
      const high = hexValue(body[i + 1])
      const low = hexValue(body[i + 2])
      if (high >= 0 && low >= 0) {
        out[length++] = (high << 4) | low
        i += 2
      } else {
        const next = afterSoftBreak(body, i + 1)
        if (next > 0) i = next - 1
        else {
          out[length++] = byte
          broken = true
        }
      }
      solid = length
    } else if (byte === LF || (byte === CR && body[i + 1] === LF)) {
      length = solid
      out[length++] = byte
      if (byte === CR) {
        out[length++] = LF
        i++
      }
      solid = length
    } else {
      out[length++] = byte
      if (byte !== 0x20 && byte !== 0x09) solid = length
    }
  }
  if (broken) note('Quoted-printable text holds a “=” that introduces nothing; it was kept as it is.')
  return out.subarray(0, solid)
}

/** The index after a soft line break (`=`, white space, line end) or -1 when there is none. */
function afterSoftBreak(body: Uint8Array, start: number): number {
  let i = start
  // A limit, or a line of `= = = =` … would be walked once for each of its signs.
  while (i < start + 80 && (body[i] === 0x20 || body[i] === 0x09)) i++
  if (i >= body.length) return body.length
  if (body[i] === CR) return body[i + 1] === LF ? i + 2 : i + 1
  return body[i] === LF ? i + 1 : -1
}

/** The bytes between `begin 644 name` and `end`; lines that are no uuencoding are skipped. */
function decodeUuencoded(body: Uint8Array): Uint8Array {
  const lines = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    .toString('latin1')
    .split(/\r\n|\n|\r/)
  const out = new Uint8Array(body.length)
  let length = 0
  for (const line of lines) {
    if (/^begin [0-7]{3,4} /.test(line)) continue
    if (line === 'end') break
    length = decodeUuLine(line, out, length)
  }
  return out.subarray(0, length)
}

function decodeUuLine(line: string, out: Uint8Array, start: number): number {
  const count = (line.charCodeAt(0) - 32) & 63
  // Too short for the bytes it announces: not a line of uuencoding. Trailing spaces may have been cut.
  if (line === '' || count === 0 || line.length > 90) return start
  for (let i = 0; i < count; i++) {
    const at = 1 + Math.floor(i / 3) * 4 + (i % 3)
    const left = uuValue(line, at)
    const right = uuValue(line, at + 1)
    const shift = ((i % 3) + 1) * 2
    if (start + i < out.length) out[start + i] = ((left << shift) | (right >>> (6 - shift))) & 0xff
  }
  return Math.min(start + count, out.length)
}

function uuValue(line: string, at: number): number {
  return at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0
}
