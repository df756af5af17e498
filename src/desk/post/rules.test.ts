import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeMail } from '../../../tests/mail-builder.ts'
import { htmlToPlainText } from '../../channels/email/clean-html.ts'
import { readMail } from '../../channels/email/read/read-mail.ts'
import { contentKey } from './content-key.ts'
import { htmlOfText, layOut } from './letter.ts'
import { mailRemarks } from './mail-remarks.ts'
import { senderOf } from './mail-sender.ts'
import { type AcknowledgementFacts, whyNotAcknowledge } from './may-acknowledge.ts'
import { readMbox } from './read-mbox.ts'
import { nextAttempt } from './retry-plan.ts'

const now = new Date('2026-03-04T09:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3600_000)
const fine: AcknowledgementFacts = {
  wanted: true,
  via: 'smtp',
  kind: 'person',
  mayAnswerAutomatically: true,
  trust: 'unknown',
  envelopeSender: 'a@b.example',
  fromOurselves: false,
  stranger: false,
  opens: true,
  writtenAt: ago(1),
  receivedAt: now,
  now,
  inConversation: 0,
  toCorrespondent: 0,
}

const refused: [string, Partial<AcknowledgementFacts>][] = [
  ['switched off', { wanted: false }],
  ['out of a file', { via: 'file' }],
  ['bulk', { kind: 'bulk' }],
  ['a bounce', { kind: 'bounce' }],
  ['an automatic answer', { kind: 'auto-reply' }],
  ['a mail that asks not to be answered by a machine', { mayAnswerAutomatically: false }],
  ['forged', { trust: 'failed' }],
  ['the null sender', { envelopeSender: '' }],
  ['ourselves', { fromOurselves: true }],
  ['a stranger', { stranger: true }],
  ['one that goes on with an open matter', { opens: false }],
  ['written more than a day ago', { writtenAt: ago(24.1) }],
  ['fetched out of an old mailbox', { writtenAt: null, receivedAt: ago(25) }],
  ['the second of a day', { inConversation: 1 }],
  ['the sixth of an hour', { toCorrespondent: 5 }],
]
test('Rule 7: a person’s live mail is acknowledged, over SMTP and IMAP, also on its last minute and the fifth time', () => {
  for (const more of [
    {},
    { via: 'imap', envelopeSender: null },
    { trust: 'verified' },
    { writtenAt: ago(23.9) },
    { toCorrespondent: 4 },
    { writtenAt: null },
  ]) {
    expect(whyNotAcknowledge({ ...fine, ...(more as object) })).toBeNull()
  }
})
test.each(refused)('Rule 7: %s is not, whatever else is true of it', (_, fact) => {
  const others = fc.subarray(refused.map(([, each]) => each))
  fc.assert(
    fc.property(others, (more) => {
      expect(whyNotAcknowledge(Object.assign({}, fine, ...more, fact))).toBeTypeOf('string')
    }),
  )
})

test('Retries come strictly later, wait as long as they are asked to, and end after five days', () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 })
  fc.assert(
    fc.property(chances, fc.nat(7200), (chance, retryAfterSeconds) => {
      let at = now
      let attempts = 0
      for (;;) {
        const next = nextAttempt({
          attempts: ++attempts,
          firstDueAt: now,
          now: at,
          retryAfterSeconds,
          chance: chance[attempts] ?? 0.5,
        })
        if (next === null) break
        expect(next.getTime() - at.getTime()).toBeGreaterThanOrEqual(Math.max(48_000, retryAfterSeconds * 1000))
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(5 * 86_400_000)
        at = next
      }
      // Given up for want of time, not of patience: at least four days have been tried (RFC 5321 §4.5.4.1).
      expect(at.getTime() - now.getTime()).toBeGreaterThan(4 * 86_400_000)
      expect(attempts).toBeLessThan(40)
    }),
  )
})
test.each([
  [1, 1],
  [2, 5],
  [3, 15],
  [4, 60],
  [5, 180],
  [6, 360],
  [20, 360],
])('After attempt %i it waits %i minutes, give or take a fifth', (attempts, minutes) => {
  const wait = (chance: number) =>
    ((nextAttempt({ attempts, firstDueAt: now, now, chance })?.getTime() ?? 0) - now.getTime()) / 60_000
  expect([wait(0), wait(0.5), wait(1)].map((each) => Math.round(each * 10) / 10)).toEqual([
    minutes * 0.8,
    minutes,
    minutes * 1.2,
  ])
})

test('Rule 4: the same content is the same however it came; any other body, date or Message-ID is another', () => {
  const body = Buffer.from('A: b\r\n\r\nhej\r\n')
  const key = contentKey(body, '<a@b>', '2026')
  expect(contentKey(Buffer.from('Received: x\r\nA: b\r\n\r\nhej\r\n'), '<a@b>', '2026')).toBe(key)
  const others = [
    contentKey(Buffer.from('A: b\r\n\r\nhej \r\n'), '<a@b>', '2026'),
    contentKey(body, '<a@c>', '2026'),
    contentKey(body, '<a@b>', '2027'),
    contentKey(body, '<a@b>', null),
    contentKey(body, null, '2026'),
  ]
  expect(new Set([key, ...others]).size).toBe(6)
  expect(contentKey(Buffer.from('A: c\n\nhej'), null, null)).not.toBe(
    contentKey(Buffer.from('A: d\n\nhej'), null, null),
  )
})

test('Plain words come out of their HTML as they went in, and carry no markup of their own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (words) => {
      const html = htmlOfText(words)
      expect(html.replace(/<\/?p>|<br>|<a href="[^"<>]*">|<\/a>/g, '')).not.toMatch(/[<>"]/)
      expect(htmlToPlainText(html).replace(/\s+/g, '')).toBe(words.replace(/\s+/g, ''))
    }),
  )
})

test('A letter has the words, then the signature a mail program can cut, then the one link', () => {
  const letter = {
    text: 'Hej',
    html: '',
    signature: 'Nordlys\nHavnegade 1',
    language: 'da' as const,
    link: 'https://d.example/c/x',
    forwarded: null,
  }
  expect(layOut(letter).text).toBe(
    'Hej\n\n-- \nNordlys\nHavnegade 1\n\nDu kan følge sagen her: https://d.example/c/x\n',
  )
  expect(
    layOut({ ...letter, html: '<p><b>Hej</b></p>' }).html.startsWith('<p><b>Hej</b></p>\n<p>-- <br>\nNordlys'),
  ).toBe(true)
  const passedOn = layOut({
    ...letter,
    link: null,
    forwarded: { from: 'Ea <ea@k.example>', date: '2026', subject: '<x>', text: 'Ord' },
  })
  expect(passedOn.text).toMatch(/Fra: Ea <ea@k\.example>\nDato: 2026\nEmne: <x>\n\nOrd\n$/)
  expect(passedOn.html).not.toContain('<x>')
})

const from = (address: string) => ({ name: 'N', address })
test.each([
  ['a person', { from: from('Ea@k.example'), replyTo: [from('other@k.example')] }, 'ea@k.example'],
  ['a machine for a person', { from: from('no-reply@form.example'), replyTo: [from('Ea@k.example')] }, 'ea@k.example'],
  ['our own form', { from: from('web@nordlys.example'), replyTo: [from('ea@k.example')] }, 'ea@k.example'],
  [
    'our own form, to ourselves',
    { from: from('web@nordlys.example'), replyTo: [from('support@nordlys.example')] },
    'web@nordlys.example',
  ],
  ['nobody, with an envelope', { from: from(''), replyTo: [] }, 'bounce@k.example'],
])('Who wrote, when %s did', (_, mail, address) => {
  const row = { id: '1', envelope_sender: 'bounce@k.example' }
  expect(senderOf({ kind: 'person', ...mail }, row, { address: 'support@nordlys.example' }).address).toBe(address)
})

test('Remarks are whole sentences, never half a character', () => {
  const { mail } = readMail(writeMail())
  const remarks = mailRemarks({
    ...mail,
    defects: [`${'x'.repeat(499)}😀`],
    signals: { ...mail.signals, protection: 'pgp-encrypted' },
  })
  expect(remarks[0]).toContain('Encrypted with OpenPGP')
  expect(remarks.every((remark) => remark.isWellFormed())).toBe(true)
})

test('The mails of an mbox come out as they were put in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lofte-mbox-'))
  const lines = fc.array(
    fc.constantFrom('hej', '', 'From her', '>From der', '>>From', 'From', ' From x', 'æøå', 'a\rb'),
    { maxLength: 12 },
  )
  const line = (words: string) => (/^>*From /.test(words) ? `>${words}` : words)
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.array(lines, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        async (mails, end) => {
          const path = join(folder, 'x.mbox')
          const whole = mails.map((body) => ['Subject: x', '', ...body])
          await writeFile(
            path,
            whole
              .map((each) => `From a@b.example Wed Mar  4 10:00:00 2026${end}${each.map(line).join(end)}${end}${end}`)
              .join(''),
          )
          const read: string[] = []
          for await (const mail of readMbox(path)) read.push(mail.toString())
          expect(read).toEqual(whole.map((each) => each.join(end) + end))
        },
      ),
      { numRuns: 60 },
    )
  } finally {
    await rm(folder, { recursive: true })
  }
})
