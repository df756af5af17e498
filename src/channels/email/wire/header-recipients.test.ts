import { expect, test } from 'vitest'
import { recipientsFromHeaders } from './header-recipients.ts'

const recipients = (headers: string) =>
  recipientsFromHeaders(Buffer.from(`${headers}\r\n\r\nTo: not@header.example\r\n`))

test('where a mail was delivered to stands before whom it was written to, each address once', () => {
  expect(
    recipients(
      [
        'To: "Help, Desk" <help@desk.example>, Sales: a@desk.example, b@desk.example;',
        'X-Bcc: secret@desk.example',
        'cc: HELP@desk.example,\r\n\tc@desk.example (a comment)',
        'Delivered-To: help+case.1@desk.example',
        'X-Original-To: orig@desk.example',
        'Envelope-To: one@desk.example, two@desk.example',
      ].join('\r\n'),
    ),
  ).toEqual([
    'help+case.1@desk.example',
    'orig@desk.example',
    'one@desk.example',
    'two@desk.example',
    'help@desk.example',
    'a@desk.example',
    'b@desk.example',
    'c@desk.example',
  ])
})

test('what is no address is left out, and mail with bare line feeds is read too', () => {
  expect(recipients('To: undisclosed-recipients:;, @x, y@, a@b@c.example')).toEqual([])
  expect(recipientsFromHeaders(Buffer.from('To: a@b.example\nSubject: x\n\nTo: c@d.example\n'))).toEqual([
    'a@b.example',
  ])
})

test('endless headers are read in no time, or not at all', () => {
  const started = performance.now()
  expect(recipients(`To: ${'a'.repeat(200_000)}`)).toEqual([])
  expect(recipients(`To: ${'@'.repeat(200_000)}`)).toEqual([])
  expect(recipients(`To: ${Array.from({ length: 5000 }, (_, at) => `a${at}@b.example`).join(',')}`)).toHaveLength(200)
  expect(recipients(`To: a@b.example\r\nX: ${'x'.repeat(1_000_000)}`)).toEqual([])
  expect(performance.now() - started).toBeLessThan(2000)
})
