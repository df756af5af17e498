import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UnreadableMail } from '../parsed-mail.ts'
import { readMail } from './read-mail.ts'

const HEAD = 'From: a@b.example\r\nSubject: x\r\n'
const MULTIPART = `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n`

function codeOf(raw: Uint8Array): string {
  try {
    readMail(raw)
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableMail) return error.code
    throw error
  }
}

const parts = (count: number) => '--x\r\nContent-Type: image/png\r\n\r\nPNG\r\n'.repeat(count)
function nested(depth: number): string {
  const levels = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  )
  return `${HEAD}${levels.join('')}\r\nhej`
}

test.each([
  ['a thousand parts', `${MULTIPART}${parts(1000)}--x--`, 'read'],
  ['one part more', `${MULTIPART}${parts(1001)}--x--`, 'too-many-parts'],
  ['a hundred levels', nested(100), 'read'],
  ['one level more', nested(101), 'too-deep'],
  ['a thousand levels', nested(1000), 'too-deep'],
  ['a header of 1 MB', `${HEAD}X: ${' a\r\n'.repeat(300_000)}\r\nhej`, 'headers-too-large'],
  ['nothing', '', 'not-a-mail'],
  ['white space', ' \r\n\r\n', 'not-a-mail'],
  ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0', 'not-a-mail'],
  ['text without a header', 'hej med dig\r\n\r\ner der nogen?', 'read'],
  ['a header alone', 'Subject: x', 'read'],
])('%s: the mail is read, or refused by name', (_, source, code) => {
  expect(codeOf(Buffer.from(source, 'latin1'))).toBe(code)
})

const MB = 1024 * 1024
const fill = (piece: string, bytes: number) => piece.repeat(Math.floor(bytes / piece.length))
test.each([
  ['nested comments', `From: ${'('.repeat(1e5)}${')'.repeat(1e5)} a@b.example\r\n\r\nhej`],
  ['comments never closed', `From: ${'(a'.repeat(1e5)}\r\n\r\nhej`],
  ['nested groups', `From: ${'g:'.repeat(1e5)}a@b.example\r\n\r\nhej`],
  ['brackets', `From: ${'<'.repeat(2e5)}\r\n\r\nhej`],
  ['openings of encoded words', `Subject: ${'=?utf-8?q?'.repeat(25e3)}\r\n\r\nhej`],
  ['encoded words cut in the middle of letters', `Subject: ${'=?utf-8?b?YWF?= '.repeat(15e3)}\r\n\r\nhej`],
  ['continued parameters', `Content-Type: text/plain${'; a*1=b'.repeat(3e4)}\r\n\r\nhej`],
  ['padding', `${HEAD}Content-Transfer-Encoding: base64\r\n\r\n${fill('YQ==', 4 * MB)}`],
  [
    'white space after a soft break',
    `${HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n=${fill(' ', 4 * MB)}x`,
  ],
  ['boundary look-alikes', `${MULTIPART}${fill('--y\r\n', 4 * MB)}`],
  ['lines of white space', `${HEAD}\r\n${fill(' \n', 4 * MB)}x`],
  ['open tags', `${HEAD}Content-Type: text/html\r\n\r\n${fill('<div>', MB)}`],
  ['end tags of others', `${HEAD}Content-Type: text/html\r\n\r\n${'<i>'.repeat(900)}${fill('</u>', MB)}`],
  ['quotes in quotes', `${HEAD}Content-Type: text/html\r\n\r\n${'<blockquote>'.repeat(190)}${fill('x<br>', MB / 4)}`],
  ['hard spaces', `${HEAD}Content-Type: text/html\r\n\r\n${fill('&nbsp;', MB)}x`],
  ['lone brackets', `${HEAD}Content-Type: text/html\r\n\r\n${fill('<', MB)}`],
  ['comments never closed in HTML', `${HEAD}Content-Type: text/html\r\n\r\n${fill('<!--', 3 * MB)}`],
  ['calendar parameters', `${HEAD}Content-Type: text/calendar\r\n\r\nBEGIN:VEVENT\r\nSUMMARY${';a="'.repeat(5e4)}:x`],
])('%s in any number cost no more than their length', (_, source) => {
  const raw = Buffer.from(source, 'latin1')
  const started = performance.now()
  codeOf(raw)
  // Each takes well under a second alone; quadratic work would take minutes.
  expect(performance.now() - started).toBeLessThan(5000)
})

const samples = new URL('../fixtures/samples/', import.meta.url)
const sources = readdirSync(samples)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => readFileSync(new URL(name, samples)))

test('no damage to a real mail makes it crash, and whatever is read can be stored', () => {
  const damage = fc.array(fc.tuple(fc.nat(1200), fc.nat(30), fc.uint8Array({ maxLength: 12 })), { maxLength: 8 })
  fc.assert(
    fc.property(fc.constantFrom(...sources), damage, fc.nat(1300), (source, cuts, length) => {
      let raw = Buffer.from(source)
      for (const [at, removed, inserted] of cuts) {
        raw = Buffer.concat([raw.subarray(0, at), inserted, raw.subarray(at + removed)])
      }
      raw = raw.subarray(0, length)
      if (codeOf(raw) !== 'read') return
      const { mail, contents } = readMail(raw)
      const stored = JSON.stringify(mail)
      expect(stored).not.toContain('\\u0000')
      expect(stored).not.toMatch(/\\ud[89a-f]/)
      expect(contents).toHaveLength(mail.attachments.length)
    }),
    { numRuns: 1500 },
  )
})

test('the lines of a header may come in any order', () => {
  const [first = Buffer.alloc(0)] = sources
  const [head = '', body = ''] = first.toString('latin1').split('\r\n\r\n', 2)
  fc.assert(
    fc.property(fc.shuffledSubarray(head.split('\r\n'), { minLength: head.split('\r\n').length }), (lines) => {
      const shuffled = readMail(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1')).mail
      const { text, from, subject, date } = readMail(Buffer.from(`${head}\r\n\r\n${body}`, 'latin1')).mail
      expect(shuffled).toMatchObject({ text, from, subject, date })
    }),
    { numRuns: 50 },
  )
})

test('random bytes are read or refused, never a fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(['read', 'not-a-mail']).toContain(codeOf(bytes))
    }),
    { numRuns: 1000 },
  )
})
