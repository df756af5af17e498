import iconv from 'iconv-lite'

/** Takes one short English sentence about what was wrong with the mail. */
export type NoteDefect = (sentence: string) => void

const readUtf8Strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const readUtf8Leniently = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Labels that say nothing reliable about 8-bit bytes: mail programs put them on mail in any charset,
 * so the bytes themselves decide between UTF-8 and windows-1252.
 */
const SAYS_NOTHING = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'iso646-us',
  'iso-646-us',
  '7bit',
  '8bit',
  'binary',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  'default',
  'default_charset',
  'none',
])

/** Senders who say iso-8859-1 send typographic quotes and the euro sign of windows-1252 (so does WHATWG Encoding §4.2). */
const WESTERN =
  /^(?:iso[-_]?8859[-_]?1|latin-?1|l1|cp-?819|ibm-?819|iso-ir-100|cp-?1252|x-?cp1252|windows-?1252|ansi|x-ansi)$/

/** Labels that the charset library has under another name, or that this runtime's own decoder knows alone. */
const OTHER_NAMES: Record<string, string> = {
  utf8: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'x-mac-roman': 'macintosh',
  'x-macroman': 'macintosh',
  mac: 'macintosh',
  'ks_c_5601-1987': 'cp949',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'x-sjis': 'shift_jis',
  'unicode-1-1-utf-7': 'utf-7',
  'x-utf-7': 'utf-7',
}

/**
 * Bytes to text. Never throws: an unknown label falls back to UTF-8 if the bytes are valid UTF-8 and to
 * windows-1252 otherwise, and says so through `note`.
 */
export function decodeCharset(bytes: Uint8Array, label: string, note: NoteDefect = () => {}): string {
  const asked = label
    .trim()
    .toLowerCase()
    .replace(/^["']+|["']+$/g, '')
    .slice(0, 60)
  const name = OTHER_NAMES[asked] ?? asked
  if (SAYS_NOTHING.has(name)) return decodeUndeclared(bytes)
  if (name === 'utf-8') return decodeUtf8(bytes, note)
  if (WESTERN.test(name)) return iconv.decode(asBuffer(bytes), 'windows-1252')
  if (/^(?:cs)?iso-?2022-?jp/.test(name)) return new TextDecoder('iso-2022-jp').decode(bytes)
  if (/^(?:cs)?iso-?2022-?kr$/.test(name)) return decodeIso2022Kr(bytes)
  if (iconv.encodingExists(name)) return withoutMark(iconv.decode(asBuffer(bytes), name))
  note(`The charset “${printable(asked)}” is not known; the text was read as UTF-8 or windows-1252.`)
  return decodeUndeclared(bytes)
}

/** UTF-8 if the bytes are valid UTF-8, else windows-1252, in which every byte has a meaning. */
export function decodeUndeclared(bytes: Uint8Array): string {
  try {
    return withoutMark(readUtf8Strictly.decode(bytes))
  } catch {
    return iconv.decode(asBuffer(bytes), 'windows-1252')
  }
}

/**
 * A header or parameter value as bytes, one per character of a latin-1 string, to text: raw UTF-8 is
 * RFC 6532, anything else is an old program's own 8-bit charset.
 */
export function decodeRawHeaderBytes(binary: string): string {
  return /[\x80-\xff]/.test(binary) ? decodeUndeclared(Buffer.from(binary, 'latin1')) : binary
}

function decodeUtf8(bytes: Uint8Array, note: NoteDefect): string {
  try {
    return withoutMark(readUtf8Strictly.decode(bytes))
  } catch {
    const lenient = readUtf8Leniently.decode(bytes)
    // Not one valid sequence among the broken ones: the label is wrong, not the bytes.
    if (/[^\x00-\x7f\ufffd]/.test(lenient)) {
      note('Some of the text is not valid UTF-8; what could not be read is shown as �.')
      return withoutMark(lenient)
    }
    note('The text is declared as UTF-8 but is not; it was read as windows-1252.')
    return iconv.decode(asBuffer(bytes), 'windows-1252')
  }
}

/** RFC 1557: shift-out and shift-in around two-byte characters, which are EUC-KR without the eighth bit. */
function decodeIso2022Kr(bytes: Uint8Array): string {
  const out = new Uint8Array(bytes.length)
  let length = 0
  let shifted = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === 0x1b && bytes[i + 1] === 0x24 && bytes[i + 2] === 0x29 && bytes[i + 3] === 0x43) i += 3
    else if (byte === 0x0e) shifted = true
    else if (byte === 0x0f) shifted = false
    else out[length++] = shifted && byte > 0x20 ? byte | 0x80 : byte
  }
  return iconv.decode(asBuffer(out.subarray(0, length)), 'euc-kr')
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?')
}
