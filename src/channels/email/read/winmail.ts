import { decodeCharset } from './decode-charset.ts'
import { cleanText } from './part-text.ts'

/** What Outlook packs into winmail.dat (application/ms-tnef, MS-OXTNEF). */
export interface WinmailContent {
  text: string
  html: string
  files: { filename: string; mediaType: string; contentId: string; bytes: Uint8Array }[]
}

const SIGNATURE = 0x223e9f78
const MAX_FILES = 1000

// Attribute ids of MS-OXTNEF §2.1.3, without their type.
const BODY = 0x800c
const ATTACH_DATA = 0x800f
const ATTACH_TITLE = 0x8010
const ATTACH_START = 0x9002
const MESSAGE_PROPERTIES = 0x9003
const ATTACH_PROPERTIES = 0x9005
const CODEPAGE = 0x9007

// Property ids of MS-OXPROPS.
const PR_BODY = 0x1000
const PR_HTML = 0x1013
const PR_ATTACH_DATA = 0x3701
const PR_ATTACH_FILENAME = 0x3704
const PR_ATTACH_LONG_FILENAME = 0x3707
const PR_ATTACH_MIME_TAG = 0x370e
const PR_ATTACH_CONTENT_ID = 0x3712

/** Bytes of each fixed-size property type (MS-OXCDATA §2.11.1), padded to four. */
const FIXED_SIZE: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 }

/** The files and the text inside, or null when the bytes are no TNEF or break off before the first file. */
export function readWinmail(bytes: Uint8Array): WinmailContent | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 6 || view.readUInt32LE(0) !== SIGNATURE) return null
  const content: WinmailContent = { text: '', html: '', files: [] }
  let charset = 'windows-1252'
  let at = 6
  while (at + 9 <= view.length) {
    const id = view.readUInt16LE(at + 1)
    const length = view.readUInt32LE(at + 5)
    const data = view.subarray(at + 9, at + 9 + length)
    // Cut off: what is whole is kept by the caller as the file it is.
    if (data.length < length) return null
    at += 9 + length + 2
    const file = content.files.at(-1)
    if (id === CODEPAGE && length >= 4) charset = `cp${data.readUInt32LE(0)}`
    else if (id === BODY) content.text ||= cleanText(decodeCharset(withoutEnd(data), charset))
    else if (id === ATTACH_START && content.files.length < MAX_FILES) {
      content.files.push({ filename: '', mediaType: '', contentId: '', bytes: new Uint8Array(0) })
    } else if (id === ATTACH_TITLE && file) file.filename ||= decodeCharset(withoutEnd(data), charset)
    else if (id === ATTACH_DATA && file) file.bytes = data
    else if (id === MESSAGE_PROPERTIES) {
      const properties = readProperties(data, charset)
      content.text = cleanText(properties.get(PR_BODY)?.text ?? content.text)
      content.html = cleanText(properties.get(PR_HTML)?.text ?? content.html)
    } else if (id === ATTACH_PROPERTIES && file) {
      const properties = readProperties(data, charset)
      const text = (property: number) => properties.get(property)?.text ?? ''
      file.filename = text(PR_ATTACH_LONG_FILENAME) || file.filename || text(PR_ATTACH_FILENAME)
      file.mediaType = text(PR_ATTACH_MIME_TAG).toLowerCase()
      file.contentId = text(PR_ATTACH_CONTENT_ID).replace(/^<|>$/g, '')
      const inner = properties.get(PR_ATTACH_DATA)
      if (file.bytes.length === 0 && inner !== undefined) file.bytes = inner.bytes
    }
  }
  return content
}

interface Property {
  text: string
  bytes: Uint8Array
}

/** The text and binary properties of a list (MS-OXTNEF §2.1.3.4); reading stops at what makes no sense. */
function readProperties(data: Buffer, charset: string): Map<number, Property> {
  const found = new Map<number, Property>()
  let at = 4
  const number = () => {
    const value = at + 4 <= data.length ? data.readUInt32LE(at) : 0
    at += 4
    return value
  }
  const count = data.length >= 4 ? data.readUInt32LE(0) : 0
  for (let i = 0; i < count && at + 4 <= data.length; i++) {
    const type = data.readUInt16LE(at)
    const id = data.readUInt16LE(at + 2)
    at += 4
    // Named properties carry a GUID and a number or a name.
    if (id >= 0x8000) {
      at += 16
      if (number() === 0) at += 4
      else at += padded(number())
    }
    const many = (type & 0x1000) !== 0
    const size = FIXED_SIZE[type & 0xfff]
    if (size !== undefined) {
      at += (many ? number() : 1) * size
      continue
    }
    const values = number()
    for (let v = 0; v < values && at + 4 <= data.length; v++) {
      const length = number()
      const bytes = data.subarray(at, at + length)
      at += padded(length)
      if (!many && bytes.length === length) found.set(id, readProperty(type, bytes, charset))
    }
  }
  return found
}

function readProperty(type: number, bytes: Buffer, charset: string): Property {
  const unicode = type === 0x1f
  const text = unicode ? bytes.toString('utf16le').replace(/\0+$/, '') : decodeCharset(withoutEnd(bytes), charset)
  // An embedded object (0x0d) starts with the 16 bytes of its interface's id.
  return { text, bytes: type === 0x0d ? bytes.subarray(16) : bytes }
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

function withoutEnd(bytes: Buffer): Buffer {
  const zero = bytes.indexOf(0)
  return zero < 0 ? bytes : bytes.subarray(0, zero)
}
