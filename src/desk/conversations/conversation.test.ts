import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bareSubject,
  caseNumberIn,
  cut,
  type IncomingKind,
  outgoingSubject,
  preview,
  type Status,
  standingAfterIncoming,
  standingAfterReply,
} from './conversation.ts'

const at = new Date('2026-03-04T09:00:00Z')
const earlier = new Date('2026-03-01T09:00:00Z')
const incoming = (kind: IncomingKind, more = {}) => ({ kind, stranger: false, failedDelivery: false, at, ...more })
const statuses: Status[] = ['new', 'open', 'waiting', 'resolved', 'spam']

test.each<[Status, Status]>([
  ['new', 'new'],
  ['open', 'open'],
  ['waiting', 'open'],
  ['resolved', 'open'],
  ['spam', 'spam'],
])('Rule 1: a person’s words make %s %s, and the customer waits from the first of them', (status, then) => {
  expect(standingAfterIncoming({ status, waitingSince: null }, incoming('customer')).status).toBe(then)
  const waited = standingAfterIncoming({ status, waitingSince: earlier }, incoming('customer'))
  expect(waited.waitingSince).toBe(earlier)
})

test('Rule 1: a machine’s words move nothing', () => {
  for (const status of statuses) {
    for (const kind of ['automatic', 'system', 'bounce'] as const) {
      const standing = { status, waitingSince: status === 'open' ? earlier : null }
      expect(standingAfterIncoming(standing, incoming(kind))).toEqual(standing)
    }
  }
})

test('Rule 2: a failed delivery brings back what was thought answered', () => {
  const failed = incoming('bounce', { failedDelivery: true })
  expect(standingAfterIncoming({ status: 'waiting', waitingSince: null }, failed)).toEqual({
    status: 'open',
    waitingSince: at,
  })
  expect(standingAfterIncoming({ status: 'resolved', waitingSince: null }, failed).status).toBe('open')
  expect(standingAfterIncoming({ status: 'spam', waitingSince: null }, failed).status).toBe('spam')
})

test('Rule 4: a stranger’s words never set the clock', () => {
  for (const status of statuses) {
    for (const waitingSince of [null, earlier]) {
      const after = standingAfterIncoming({ status, waitingSince }, incoming('customer', { stranger: true }))
      expect(after.waitingSince).toBe(waitingSince)
    }
  }
})

test('After a reply the word is with the customer; what is solved stays so', () => {
  expect(standingAfterReply({ status: 'new', waitingSince: at })).toEqual({ status: 'waiting', waitingSince: null })
  expect(standingAfterReply({ status: 'resolved', waitingSince: null }).status).toBe('resolved')
})

test('A preview is one well-formed line of at most 160 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (text) => {
      const shown = preview(text)
      expect(shown.length).toBeLessThanOrEqual(160)
      expect(shown).not.toMatch(/[\r\n\t]/)
      expect(shown.isWellFormed()).toBe(true)
    }),
  )
})

test('Cutting never leaves half a character behind', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, max) => {
      expect(cut(text, max).isWellFormed()).toBe(true)
      expect(text.startsWith(cut(text, max))).toBe(true)
      expect(cut(text, max).length).toBeLessThanOrEqual(max)
    }),
  )
})

test.each([
  ['SV: Re: VS: Regning', 'Regning'],
  ['re[2]: Regning', 'Regning'],
  ['Antw:Regning', 'Regning'],
  ['Reparation', 'Reparation'],
  ['  to   linjer \r\n her ', 'to linjer her'],
  ['RE:', ''],
])('%j is about %j', (subject, bare) => {
  expect(bareSubject(subject)).toBe(bare)
})

test('The number of a case is read out of what we write, however often it is answered', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 900 }),
      fc.integer({ min: 1, max: 1e9 }),
      fc.nat(3),
      (subject, number, answers) => {
        let written = outgoingSubject(subject, number, { first: true })
        for (let count = 0; count < answers; count++)
          written = outgoingSubject(`SV: ${written}`, number, { first: false })
        expect(caseNumberIn(written)).toBe(number)
        expect(written.match(/\[#\d+\]/g)).toHaveLength(1)
        expect(written).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
        expect(written.length).toBeLessThan(540)
      },
    ),
  )
})
