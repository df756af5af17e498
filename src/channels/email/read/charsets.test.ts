import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeCharset } from './decode-charset.ts'
import { decodeHeaderText } from './encoded-words.ts'
import { readMail } from './read-mail.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz ABCÆØÅæøåÄÖäöéüÉ.,!?=_-'
const nordic = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 200 })
  .map((letters) => `Kære ${letters.join('').replace(/ +/g, ' ').trim()} ø`)
const charsets = [
  'utf-8',
  'iso-8859-1',
  'ISO-8859-15',
  'windows-1252',
  'cp850',
  'IBM850',
  'macintosh',
  'utf-16',
  'utf-16le',
].concat(['utf-16be', 'utf-7', 'gb18030', 'latin1', 'iso-8859-10', 'cp865', 'UTF8'])
// æ and ø are in all of these but not in all Chinese and DOS sets: what a charset can't say is not asked of it.
const sayable = (text: string, charset: string) => iconv.decode(iconv.encode(text, charset), charset) === text

function quotedPrintable(bytes: Buffer): string {
  const encoded = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
  return encoded.join('').replace(/(?:=..){20}/g, '$&=\r\n')
}

test('Nordic text survives every charset in every transfer encoding', () => {
  fc.assert(
    fc.property(
      nordic,
      fc.constantFrom(...charsets),
      fc.constantFrom('base64', 'quoted-printable', '8bit'),
      (text, charset, encoding) => {
        fc.pre(sayable(text, charset) && !(encoding === '8bit' && charset.startsWith('utf-16')))
        const bytes = iconv.encode(text, charset)
        const body =
          encoding === 'base64'
            ? bytes.toString('base64')
            : encoding === '8bit'
              ? bytes.toString('latin1')
              : quotedPrintable(bytes)
        const raw = `From: a@b.example\r\nContent-Type: text/plain; charset="${charset}"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`
        expect(readMail(Buffer.from(raw, 'latin1')).mail.text).toBe(text)
      },
    ),
    { numRuns: 400 },
  )
})

test('Nordic text survives encoded words of any length, cut anywhere', () => {
  fc.assert(
    fc.property(
      nordic,
      fc.constantFrom('utf-8', 'iso-8859-1', 'windows-1252'),
      fc.constantFrom('Q', 'b'),
      fc.integer({ min: 1, max: 20 }),
      (text, charset, encoding, length) => {
        const bytes = iconv.encode(text, charset)
        const words: string[] = []
        for (let at = 0; at < bytes.length; at += length) {
          const piece = bytes.subarray(at, at + length)
          const letters = encoding === 'b' ? piece.toString('base64') : quotedPrintable(piece).replaceAll('=\r\n', '')
          words.push(`=?${charset}?${encoding}?${letters}?=`)
        }
        expect(decodeHeaderText(words.join('\r\n '))).toBe(text)
        expect(decodeHeaderText(words.join(''))).toBe(text)
      },
    ),
  )
})

test.each([
  ['none declared, UTF-8', '', Buffer.from('Blåbær – 5 €')],
  ['none declared, windows-1252', '', iconv.encode('Blåbær – 5 €', 'windows-1252')],
  ['us-ascii declared, UTF-8', 'us-ascii', Buffer.from('Blåbær – 5 €')],
  ['us-ascii declared, windows-1252', 'US-ASCII', iconv.encode('Blåbær – 5 €', 'windows-1252')],
  ['iso-8859-1 declared, windows-1252 meant', 'iso-8859-1', iconv.encode('Blåbær – 5 €', 'windows-1252')],
  ['a label that nobody knows, UTF-8', 'x-klingon', Buffer.from('Blåbær – 5 €')],
  ['a label that nobody knows, windows-1252', 'x-klingon', iconv.encode('Blåbær – 5 €', 'windows-1252')],
  ['utf-8 declared, windows-1252 sent', 'utf-8', iconv.encode('Blåbær – 5 €', 'windows-1252')],
])('bytes decide where the label does not: %s', (_, label, bytes) => {
  expect(decodeCharset(bytes, label)).toBe('Blåbær – 5 €')
})

test('an unknown label is named among the defects', () => {
  const { mail } = readMail(Buffer.from('From: a@b.example\r\nContent-Type: text/plain; charset=x-klingon\r\n\r\nhej'))
  expect(mail.defects.join()).toContain('“x-klingon” is not known')
})

test.each([
  ['iso-2022-jp', '1b2442467c4b5c1b2842', '日本'],
  ['iso-2022-kr', '1b2429430e47510f', '한'],
  ['big5', 'a4a4', '中'],
])('%s is read', (charset, hex, text) => {
  expect(decodeCharset(Buffer.from(hex, 'hex'), charset).slice(0, text.length)).toBe(text)
})

test.each([
  ['=?utf-8?q?a?==?utf-8?q?b?=', 'ab'],
  ['=?UTF-8*da?Q?Gr=c3=b8d?=', 'Grød'],
  ['"=?utf-8?q?Gr=C3=B8d?=" x', '"Grød" x'],
  ['=?utf-8?q?med mellemrum_her?=', 'med mellemrum her'],
  ['=?utf-8?q?hvad??=', 'hvad?'],
  ['=?utf-8?b?R3LDuGQ?=', 'Grød'],
  ['=?utf-8?b?R3L?= =?utf-8?b?DuGQ=?=', 'Grød'],
  ['Gr\xc3\xb8d', 'Grød'],
  ['Gr\xf8d', 'Grød'],
  ['1 =? 2 ?= 3', '1 =? 2 ?= 3'],
  ['=?utf-8?q?uafsluttet', '=?utf-8?q?uafsluttet'],
])('the header text %s is read', (raw, text) => {
  expect(decodeHeaderText(raw)).toBe(text)
})
