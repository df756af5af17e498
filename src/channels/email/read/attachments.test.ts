import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.ts'

const bytesOfAnyKind = fc.uint8Array({ maxLength: 600 })

function encoded(bytes: Uint8Array, encoding: string): string {
  const buffer = Buffer.from(bytes)
  if (encoding === 'base64') return buffer.toString('base64').replace(/.{76}/g, '$&\r\n')
  if (encoding === 'quoted-printable') {
    return [...buffer]
      .map((byte) => `=${byte.toString(16).padStart(2, '0')}`)
      .join('')
      .replace(/(?:=..){25}/g, '$&=\r\n')
  }
  return buffer.toString('latin1')
}

test('every attachment comes out byte for byte, whatever its type says about charsets', () => {
  const type = fc.constantFrom(
    'application/pdf',
    'text/csv; charset=iso-8859-1',
    'text/plain; charset=utf-8',
    'image/png',
  )
  const part = fc.tuple(bytesOfAnyKind, type, fc.constantFrom('base64', 'quoted-printable', 'binary'))
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const written = parts.map(
        ([bytes, mediaType, encoding]) =>
          `--=_grænse\r\nContent-Type: ${mediaType}\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Disposition: attachment; filename=a\r\n\r\n${encoded(bytes, encoding)}\r\n`,
      )
      const raw = `From: a@b.example\r\nContent-Type: multipart/mixed; boundary="=_grænse"\r\n\r\n${written.join('')}--=_grænse--\r\n`
      const { mail, contents } = readMail(Buffer.from(raw, 'latin1'))
      expect(contents.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(
        parts.map(([bytes]) => Buffer.from(bytes).toString('hex')),
      )
      for (const [at, [bytes]] of parts.entries()) {
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        expect(mail.attachments[at]).toMatchObject({ size: bytes.length, sha256 })
      }
    }),
  )
})

test('base64 is read through junk, missing padding and line breaks anywhere', () => {
  fc.assert(
    fc.property(
      bytesOfAnyKind,
      fc.array(fc.tuple(fc.nat(900), fc.constantFrom('\r\n', ' ', '!', '-', '\n\n'))),
      (bytes, junk) => {
        let text = Buffer.from(bytes).toString('base64').replace(/=+$/, '')
        for (const [at, piece] of junk) text = text.slice(0, at) + piece + text.slice(at)
        expect(Buffer.from(decodeBase64(Buffer.from(text))).equals(Buffer.from(bytes))).toBe(true)
      },
    ),
  )
})

test('base64 padded in every chunk is read whole, a list footer below it is left out', () => {
  expect(Buffer.from(decodeBase64(Buffer.from('aGVq\r\naA==\r\naGVq'))).toString()).toBe('hejhhej')
  const defects: string[] = []
  const bytes = decodeBase64(Buffer.from('aGVqaA==\r\n____\r\nThis list is run by us.'), (note) => defects.push(note))
  expect(Buffer.from(bytes).toString()).toBe('hejh')
  expect(defects.join()).toMatch(/after the end/)
})

test.each([
  ['a=3Db', 'a=b'],
  ['a=c3=A6', 'aæ'],
  ['bl=\r\nød', 'blød'],
  ['bl=  \r\nød', 'blød'],
  ['slut=', 'slut'],
  ['100 = 100', '100 = 100'],
  ['=ZZ', '=ZZ'],
  ['mellemrum  \r\nny', 'mellemrum\r\nny'],
])('the quoted-printable text %j is read', (raw, text) => {
  expect(Buffer.from(decodeQuotedPrintable(Buffer.from(raw))).toString()).toBe(text)
})

/** MS-OXTNEF: level, id and type, length, data, checksum. */
function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level, 0)
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(data.length, 5)
  return Buffer.concat([head, data, Buffer.alloc(2)])
}

test('the files and the text in a winmail.dat of Outlook are taken out, a broken one is kept as it is', () => {
  const winmail = Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(1, 0x0006_9007, Buffer.from('e4040000', 'hex')),
    attribute(1, 0x0002_800c, Buffer.from('Hej fra Outlook\0')),
    attribute(2, 0x0006_9002, Buffer.alloc(14)),
    attribute(2, 0x0001_8010, Buffer.from('r\xe6v.pdf\0', 'latin1')),
    attribute(2, 0x0006_800f, Buffer.from('%PDF')),
  ])
  const mail = (bytes: Buffer) =>
    readMail(
      Buffer.from(
        `From: a@b.example\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`,
      ),
    )
  const whole = mail(winmail)
  expect(whole.mail.text).toBe('Hej fra Outlook')
  expect(whole.mail.attachments.map(({ filename, size }) => [filename, size])).toEqual([['ræv.pdf', 4]])
  const broken = mail(winmail.subarray(0, -5))
  expect(broken.mail.attachments.map(({ filename }) => filename)).toEqual(['winmail.dat'])
  expect(broken.mail.defects.join()).toMatch(/winmail\.dat/)
})
