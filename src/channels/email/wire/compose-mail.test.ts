import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeMail, keptReferences, type OutgoingMail } from './compose-mail.ts'
import { MailFieldRefused } from './mail-field.ts'

const MAIL: OutgoingMail = {
  from: { name: 'Løfte Kundeservice', address: 'help@desk.example' },
  to: [{ name: 'Åse "Ås" Nordmann, AS', address: 'kari@kunde.example' }],
  cc: [],
  replyTo: [{ name: '', address: 'help+abc@desk.example' }],
  subject: 'Re: Blåbærsyltetøy på vei – 100 % sikkert 🫐',
  text: 'Hei Åse,\n\n.En linje med punktum\nFrom oss\n',
  html: null,
  attachments: [],
  messageId: '<abc.def@desk.example>',
  inReplyTo: '<q1@kunde.example>',
  references: ['<q0@kunde.example>', '<q1@kunde.example>'],
  date: new Date('2026-03-02T09:00:00Z'),
  headers: {},
}

interface Part {
  headers: Map<string, string>
  body: string
  parts: Part[]
}

/** Reads a mail the plain way: only what composing may produce. */
function read(text: string): Part {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const headers = new Map<string, string>()
  for (const line of head.replace(/\r\n[ \t]/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':')
    const key = line.slice(0, colon).toLowerCase()
    expect(headers.has(key), `${key} stands there once`).toBe(false)
    headers.set(key, line.slice(colon + 1).trim())
  }
  const body = rest.join('\r\n\r\n')
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1]
  const pieces = boundary ? body.split(`--${boundary}`).slice(1, -1) : []
  return { headers, body, parts: pieces.map((piece) => read(piece.replace(/^\r\n/, ''))) }
}

const compose = async (changes: Partial<OutgoingMail> = {}) => {
  const raw = Buffer.from(await composeMail({ ...MAIL, ...changes }))
  return { raw, mail: read(raw.toString('latin1')) }
}
const type = (part: Part | undefined) => part?.headers.get('content-type')?.split(';')[0]

function decoded(part: Part | undefined): Buffer {
  const encoding = part?.headers.get('content-transfer-encoding')
  if (encoding === 'base64') return Buffer.from(part?.body ?? '', 'base64')
  if (encoding === 'quoted-printable') return quotedPrintable(part?.body ?? '')
  return Buffer.from(part?.body ?? '', 'latin1')
}
/** RFC 2047, adjacent words joined before the bytes are read, since a letter may be cut in two. */
function decodeWords(value: string): string {
  const joined = value.replace(/(=\?UTF-8\?([QB])\?[^?]*)\?=\s+=\?UTF-8\?\2\?/gi, '$1')
  const once = joined.replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
    (kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : quotedPrintable(word.replaceAll('_', ' '))).toString(),
  )
  return joined === value ? once : decodeWords(joined)
}
function quotedPrintable(body: string): Buffer {
  const joined = body.replace(/=\r\n/g, '')
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

test('a reply carries its names, subject and place in the thread', async () => {
  const { mail } = await compose()
  const words = (name: string) => decodeWords(mail.headers.get(name) ?? '')
  expect(words('from')).toBe('Løfte Kundeservice <help@desk.example>')
  expect(words('to')).toContain('<kari@kunde.example>')
  expect(words('to')).toMatch(/^"?Åse .*Ås.* Nordmann, AS"? </)
  expect(words('subject')).toBe(MAIL.subject)
  expect(mail.headers.get('reply-to')).toBe('help+abc@desk.example')
  expect(mail.headers.get('message-id')).toBe('<abc.def@desk.example>')
  expect(mail.headers.get('in-reply-to')).toBe('<q1@kunde.example>')
  expect(mail.headers.get('references')).toBe('<q0@kunde.example> <q1@kunde.example>')
  expect(new Date(mail.headers.get('date') ?? '').toISOString()).toBe('2026-03-02T09:00:00.000Z')
  expect(decoded(mail).toString().replace(/\r\n/g, '\n').trimEnd()).toBe(MAIL.text.trimEnd())
  for (const absent of ['x-mailer', 'bcc', 'cc', 'auto-submitted', 'sender'])
    expect(mail.headers.has(absent)).toBe(false)
})

test('the same mail is the same bytes every time; another Message-ID makes another boundary', async () => {
  const changes = { html: '<p>Hei</p>', attachments: [attachment('a.txt', 'text/plain', Buffer.from('a'))] }
  const first = await compose(changes)
  expect((await compose(changes)).raw.equals(first.raw)).toBe(true)
  const other = await compose({ ...changes, messageId: '<other@desk.example>' })
  expect(other.mail.headers.get('content-type')).not.toBe(first.mail.headers.get('content-type'))
})

function attachment(filename: string, mediaType: string, content: Uint8Array, contentId: string | null = null) {
  return { filename, mediaType, content, contentId }
}

test('text stands beside HTML, pictures with the HTML, attachments outside, each byte for byte', async () => {
  const picture = Uint8Array.from({ length: 700 }, (_, at) => at % 256)
  const csv = Buffer.from('navn;by\nÅse;Ås\n', 'latin1')
  const { mail } = await compose({
    html: '<p>Hei <img src="cid:logo@desk"></p>',
    attachments: [
      attachment('logo.png', 'image/png', picture, 'logo@desk'),
      attachment('Åses liste.csv', 'text/csv', csv),
    ],
  })
  expect(type(mail)).toBe('multipart/mixed')
  const [alternative, list] = mail.parts
  expect(type(alternative)).toBe('multipart/alternative')
  const [text, related] = alternative?.parts ?? []
  expect([type(text), type(related)]).toEqual(['text/plain', 'multipart/related'])
  const [html, image] = related?.parts ?? []
  expect(decoded(html).toString().trim()).toBe('<p>Hei <img src="cid:logo@desk"></p>')
  expect(image?.headers.get('content-id')).toBe('<logo@desk>')
  expect(image?.headers.get('content-disposition')).toMatch(/^inline/)
  expect(decoded(image).equals(picture)).toBe(true)
  expect(decoded(list).equals(csv)).toBe(true)
  expect(list?.headers.get('content-disposition')).toMatch(/^attachment; filename\*/)
  expect(list?.headers.get('content-disposition')).toContain("utf-8''%C3%85ses%20liste.csv")
})

test('whatever people write, lines stay within the limits and end with CRLF', async () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', ' ', 'æ', '\n', '.', '=', '🫐', 'x'.repeat(300)),
    maxLength: 60,
  })
  await fc.assert(
    fc.asyncProperty(letters, letters, fc.boolean(), async (text, title, withHtml) => {
      const html = withHtml ? `<p>${text}</p>` : null
      const { raw, mail } = await compose({ text, html, subject: title.replaceAll('\n', ' ').trim() })
      const wire = raw.toString('latin1')
      expect(wire.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      const [head = '', ...body] = wire.split('\r\n\r\n')
      for (const line of head.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
      for (const line of body.join('\r\n\r\n').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
      expect(wire).toMatch(/^[\x00-\x7f]*$/)
      const plain = withHtml ? mail.parts[0] : mail
      expect(decoded(plain).toString().replaceAll('\r\n', '\n').trimEnd()).toBe(text.trimEnd())
    }),
    { numRuns: 60 },
  )
})

test('a long thread keeps its first and its newest references, folded', async () => {
  const ids = Array.from({ length: 100 }, (_, at) => `<${'m'.repeat(60)}${at}@kunde.example>`)
  expect(keptReferences(ids)).toEqual([...ids.slice(0, 20), ...ids.slice(-20)])
  const { raw, mail } = await compose({ references: ['not an id', `<${'y'.repeat(2000)}>`, ...ids] })
  expect(mail.headers.get('references')).toBe(keptReferences(ids).join(' '))
  for (const line of raw.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(200)
})

test('automatic mail says so, and further fields go along', async () => {
  const { mail } = await compose({ autoSubmitted: 'auto-replied', headers: { 'X-Auto-Response-Suppress': 'All' } })
  expect(mail.headers.get('auto-submitted')).toBe('auto-replied')
  expect(mail.headers.get('x-auto-response-suppress')).toBe('All')
})

test.each<[string, Partial<OutgoingMail>]>([
  ['Subject', { subject: 'hei\r\nBcc: x@y.example' }],
  ['Subject', { subject: 'hei\0' }],
  ['From', { from: { name: 'a\nb', address: 'a@b.example' } }],
  ['To', { to: [{ name: '', address: 'a@b.example>\r\nRCPT TO:<c@d.example' }] }],
  ['To', { to: [{ name: '', address: 'a@b.example, c@d.example' }] }],
  ['To', { to: [{ name: '', address: '"a b"@c.example' }] }],
  ['Reply-To', { replyTo: [{ name: '', address: 'nobody' }] }],
  ['Cc', { cc: [{ name: '\u0085', address: 'a@b.example' }] }],
  ['Message-ID', { messageId: 'no-brackets@desk.example' }],
  ['In-Reply-To', { inReplyTo: '<a@b>\r\nX: y' }],
  ['attachment name', { attachments: [attachment('a\r\nb.txt', 'text/plain', Buffer.from(''))] }],
  ['Content-ID', { attachments: [attachment('a.png', 'image/png', Buffer.from(''), 'a>\r\nX: y')] }],
  ['X-Note', { headers: { 'X-Note': 'a\nb' } }],
  ['X Note', { headers: { 'X Note': 'a' } }],
  ['Bcc', { headers: { Bcc: 'x@y.example' } }],
  ['content-type', { headers: { 'content-type': 'text/html' } }],
])('a dangerous %s is refused by its name', async (field, changes) => {
  const refusal = await compose(changes).catch((thrown: unknown) => thrown)
  expect(refusal).toBeInstanceOf(MailFieldRefused)
  expect((refusal as MailFieldRefused).field).toBe(field)
})

test('a media type that is none becomes plain bytes', async () => {
  const strange = attachment('a.bin', 'text/plain\r\nX: y', Buffer.from('a'))
  const { mail } = await compose({ attachments: [strange] })
  expect(type(mail.parts[1])).toBe('application/octet-stream')
})
