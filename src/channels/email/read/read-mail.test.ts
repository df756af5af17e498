import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

const HEAD = 'From: Kari <kari@kunde.example>\r\nTo: hjelp@lofte.example\r\nSubject: Hei\r\nMIME-Version: 1.0\r\n'

function read(source: string) {
  return readMail(Buffer.from(source, 'latin1'))
}

function mixed(boundary: string, ...parts: string[]): string {
  const opened = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')
  return `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${opened}--${boundary}--\r\n`
}

interface SampleExpectation {
  fromNameEquals?: string
  fromAddressEquals?: string
  subjectEquals?: string
  textContains?: string[]
  newTextContains?: string[]
  newTextLacks?: string[]
  kind?: string
  attachments?: { filename: string; bytes: number; sha256: string; mediaType: string }[]
  attachmentCount?: number
  inlineImageShown?: { contentId: string; sha256: string }
  domClean?: boolean
}

const samples = new URL('../fixtures/samples/', import.meta.url)
const index = JSON.parse(readFileSync(new URL('index.json', samples), 'utf8')) as {
  mails: { file: string; title: string; expect: SampleExpectation }[]
}

test('every sample has its expectations and the other way round', () => {
  const files = readdirSync(samples).filter((name) => name.endsWith('.eml'))
  expect(files.toSorted()).toEqual(index.mails.map((mail) => mail.file).toSorted())
})

for (const { file, title, expect: expected } of index.mails) {
  test(`a sample mail is read as its index says: ${title}`, () => {
    const { mail, contents } = readMail(readFileSync(new URL(file, samples)))
    if (expected.fromNameEquals) expect(mail.from.name).toBe(expected.fromNameEquals)
    if (expected.fromAddressEquals) expect(mail.from.address).toBe(expected.fromAddressEquals)
    if (expected.subjectEquals) expect(mail.subject).toBe(expected.subjectEquals)
    if (expected.kind) expect(mail.kind).toBe(expected.kind)
    for (const words of expected.textContains ?? []) expect(mail.text).toContain(words)
    for (const words of expected.newTextContains ?? []) expect(mail.newText).toContain(words)
    for (const words of expected.newTextLacks ?? []) expect(mail.newText).not.toContain(words)
    if (expected.attachmentCount !== undefined) expect(mail.attachments).toHaveLength(expected.attachmentCount)
    for (const [at, wanted] of (expected.attachments ?? []).entries()) {
      const { bytes, ...rest } = wanted
      expect(mail.attachments[at]).toMatchObject({ ...rest, size: bytes })
    }
    if (expected.inlineImageShown) {
      const { contentId, sha256 } = expected.inlineImageShown
      expect(mail.attachments).toContainEqual(expect.objectContaining({ contentId, sha256, inline: true }))
      expect(mail.html).toContain(`src="cid:${contentId}"`)
    }
    if (expected.domClean) {
      expect(mail.html).not.toMatch(
        /<(?:script|form|input|meta|base|link|iframe|object|embed)|\son\w+=|javascript:|LOFTE-XSS/i,
      )
      expect(mail.text).not.toContain('LOFTE-XSS')
    }
    expect(mail.attachments.map((attachment) => attachment.sha256)).toEqual(
      contents.map((bytes) => createHash('sha256').update(bytes).digest('hex')),
    )
  })
}

test('text before, between and after attachments is one text, in order', () => {
  const { mail } = read(
    HEAD +
      mixed(
        'b',
        'Content-Type: text/plain\r\n\r\nførst'.replace('ø', '\xf8'),
        'Content-Type: image/png; name=a.png\r\nContent-Disposition: inline\r\n\r\nPNG',
        'Content-Type: text/plain\r\n\r\ndernest',
        'Content-Type: application/pdf; name=b.pdf\r\n\r\nPDF',
        'Content-Type: text/plain\r\n\r\nsidst',
      ),
  )
  expect(mail.text).toBe('først\n\ndernest\n\nsidst')
  expect(mail.attachments.map(({ filename, inline }) => [filename, inline])).toEqual([
    ['a.png', false],
    ['b.pdf', false],
  ])
})

test('an attached mail is one file with its bytes and the name of its subject, its parts are not ours', () => {
  const inner = `From: Ole <ole@x.example>\r\nSubject: =?utf-8?q?Gammel_f=C3=B8lgeseddel?=\r\n${mixed('inner', 'Content-Type: application/pdf; name=x.pdf\r\n\r\nPDF')}`
  const { mail, contents } = read(HEAD + mixed('b', '\r\nse her', `Content-Type: message/rfc822\r\n\r\n${inner}`))
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['Gammel følgeseddel.eml'])
  expect(Buffer.from(contents[0]!).toString('latin1')).toBe(inner)
})

test.each([
  ['bare LF line ends', `${HEAD}\r\nhej`.replaceAll('\r\n', '\n')],
  ['bare CR line ends', `${HEAD}\r\nhej`.replaceAll('\r\n', '\r')],
  ['a From line of an mbox file', `From kari@kunde.example Wed Mar  4 09:15:00 2026\n${HEAD}\r\nhej`],
  ['a byte order mark', `\xef\xbb\xbf${HEAD}\r\nhej`],
  ['no blank line below the header', `${HEAD}hej`],
  ['a foreign line in the header', `${HEAD.replace('Subject', 'this is no field\r\nSubject')}\r\nhej`],
  [
    'multipart without a boundary parameter',
    `${HEAD}Content-Type: multipart/mixed\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nhej\r\n--q--`,
  ],
  ['multipart whose boundary never comes', `${HEAD}Content-Type: multipart/mixed; boundary=q\r\n\r\nhej\r\n`],
  [
    'a part without header or blank line',
    `${HEAD}Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nhej\r\n--q--`,
  ],
  [
    'an inner boundary that is never closed',
    `${HEAD}${mixed('out', 'Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n\r\nhej')}`,
  ],
  [
    'a nested multipart with the same boundary',
    `${HEAD}${mixed('q', 'Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nhej\r\n--q--')}`,
  ],
  [
    'a boundary with a colon right below the header',
    `${HEAD}Content-Type: multipart/mixed; boundary="=_a:b"\r\n--=_a:b\r\n\r\nhej\r\n--=_a:b--`,
  ],
])('a mail with %s is read', (_, source) => {
  const { mail } = read(source)
  expect(mail.from.address).toBe('kari@kunde.example')
  expect(mail.subject).toBe('Hei')
  expect(mail.text).toBe('hej')
})

test.each(['=?utf-8?q?b?=', 'gr\xc3\xa6nse', "a'()+_,-./:=?b", 'x--'])(
  'the boundary %s is found as it is written',
  (boundary) => {
    const { mail } = read(HEAD + mixed(boundary, '\r\nhej', 'Content-Type: image/png\r\n\r\nPNG'))
    expect([mail.text, mail.attachments.length, mail.defects]).toEqual(['hej', 1, []])
  },
)

test('a mail cut off in transit keeps what came and says so', () => {
  const whole =
    HEAD +
    mixed(
      'b',
      '\r\nhej',
      'Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK',
    )
  const { mail, contents } = read(whole.slice(0, whole.indexOf('0xLjQK')))
  expect(mail.text).toBe('hej')
  expect(Buffer.from(contents[0]!).toString()).toBe('%PDF')
  expect(mail.defects.join()).toMatch(/cut off/)
})

test('of two renderings the plain text is read, unless it is empty or says that it is none', () => {
  const alternative = (plain: string) =>
    read(
      `${HEAD}${mixed('b', `Content-Type: text/plain\r\n\r\n${plain}`, 'Content-Type: text/html\r\n\r\n<p>Hej <b>Ole</b>, her er en lang tekst med mange ord i, som siger det hele.</p>').replace('multipart/mixed', 'multipart/alternative')}`,
    ).mail
  expect(alternative('Kære Ole'.replace('æ', '\xe6')).text).toBe('Kære Ole')
  expect(alternative(' \r\n').text).toMatch(/^Hej Ole/)
  expect(alternative('Use HTML!').text).toMatch(/^Hej Ole/)
  expect(alternative('Kort').html).toContain('<b>Ole</b>')
})

test('flowed text is joined, with deleted spaces where asked', () => {
  const flowed = (type: string, text: string) =>
    read(`${HEAD}Content-Type: text/plain; ${type}\r\n\r\n${text}`).mail.text
  expect(flowed('format=flowed', 'en lang \r\nlinje\r\n> citat \r\n> mere\r\n From her\r\n-- \r\nOle')).toBe(
    'en lang linje\n> citat mere\nFrom her\n-- \nOle',
  )
  expect(flowed('format=flowed; delsp=yes', 'sammen \r\nsat')).toBe('sammensat')
  expect(flowed('format=fixed', 'en \r\nto')).toBe('en \nto')
})

test('the meeting in an invitation is told in words, in the zone of the sender', () => {
  const ics = [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'DTSTART;TZID=Romance Standard Time:20260710T090000',
    'DTEND;TZID=Romance Standard Time:20260710T103000',
    'SUMMARY:Opf\\, ',
    ' lgning',
    'LOCATION:Lokale 2\\nKolding',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const { mail } = read(`${HEAD}Content-Type: text/calendar; method=REQUEST\r\n\r\n${ics}`)
  expect(mail.text).toBe('Opf, lgning\n2026-07-10 09:00–10:30 Europe/Copenhagen\nLokale 2 Kolding')
  expect(mail.signals.calendar).toMatchObject({ method: 'REQUEST', start: '2026-07-10T07:00:00Z' })
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['invite.ics'])
})

test.each([
  ['multipart/signed; protocol="application/pgp-signature"', 'pgp-signed'],
  ['multipart/signed; protocol="application/pkcs7-signature"', 'smime-signed'],
  ['multipart/encrypted; protocol="application/pgp-encrypted"', 'pgp-encrypted'],
])('protected mail is kept and labelled: %s', (type, label) => {
  const body = mixed('b', '\r\nhej', 'Content-Type: application/pgp-signature; name=s.asc\r\n\r\nSIG')
  const { mail } = read(HEAD + body.replace('multipart/mixed', type))
  expect(mail.signals.protection).toBe(label)
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['s.asc'])
})

test('pictures named by their location are shown', () => {
  const body = mixed(
    'b',
    'Content-Type: text/html\r\n\r\n<img src="billede.png"><img src="cid:a%40b">',
    'Content-Type: image/png\r\nContent-Location: billede.png\r\n\r\nPNG',
    'Content-Type: image/png\r\nContent-ID: <a@b>\r\n\r\nPNG',
    'Content-Type: image/png\r\nContent-ID: <unused@b>\r\nContent-Disposition: attachment\r\n\r\nPNG',
  )
  const { mail } = read(HEAD + body.replace('multipart/mixed', 'multipart/related'))
  expect(mail.attachments.map(({ inline }) => inline)).toEqual([true, true, false])
  expect(mail.html).toContain(`src="cid:${mail.attachments[0]?.contentId}"`)
})

test('of several senders the first is taken, and no rule may trust it', () => {
  const { mail } = read('From: a@b.example, c@d.example\r\n\r\nhej')
  expect(mail.from.address).toBe('a@b.example')
  expect(mail.signals.fromDoubtful).toBe(true)
  expect(mail.defects.join()).toMatch(/more than one sender/)
})

test('a name with a comma that was not quoted is still one sender; two addresses are two', () => {
  const { mail } = read('From: Hansen, Ole <ole@x.example>\r\n\r\nhej')
  expect(mail.from).toEqual({ name: 'Hansen, Ole', address: 'ole@x.example' })
  expect(mail.signals.fromDoubtful).toBe(false)
  const forged = read('From: "a@b.example", Ole <ole@x.example>\r\n\r\nhej').mail
  expect(forged.from.address).toBe('')
  expect(forged.signals.fromDoubtful).toBe(true)
})
