import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideThread, type ThreadFacts } from './thread.ts'

const candidate = fc.option(fc.record({ conversationId: fc.constantFrom('a', 'b', 'c'), participant: fc.boolean() }))
const facts: fc.Arbitrary<ThreadFacts> = fc.record({
  byAddress: candidate,
  byOurMessageId: candidate,
  byMarker: candidate,
  byForeignMessageId: candidate,
  byCaseNumber: candidate,
  elsewhere: fc.option(fc.constantFrom('d', 'e')),
  trust: fc.constantFrom('verified', 'unknown', 'failed'),
  isForward: fc.boolean(),
})
const secrets = ['address', 'message-id', 'marker']

test('Rule 5: nobody joins without a secret of ours, or being verified and taking part', () => {
  fc.assert(
    fc.property(facts, (each) => {
      const decision = decideThread(each)
      if (decision.place !== 'joins' || secrets.includes(decision.by)) return
      const by = decision.by === 'case-number' ? each.byCaseNumber : each.byForeignMessageId
      expect([each.trust, by?.participant, by?.conversationId, decision.stranger]).toEqual([
        'verified',
        true,
        decision.conversationId,
        false,
      ])
    }),
  )
})

test('Rule 6: who carries our secret and takes no part, or is forged, is a stranger', () => {
  fc.assert(
    fc.property(facts, (each) => {
      const decision = decideThread(each)
      if (decision.place !== 'joins' || !secrets.includes(decision.by)) return
      const by = { address: each.byAddress, 'message-id': each.byOurMessageId, marker: each.byMarker }[
        decision.by as 'address'
      ]
      expect(decision.stranger).toBe(!by?.participant || each.trust === 'failed')
    }),
  )
})

test('A forward follows nothing up unless it is sent to the conversation itself', () => {
  fc.assert(
    fc.property(facts, (each) => {
      const decision = decideThread({ ...each, isForward: true })
      expect(decision.place === 'joins' ? decision.by : 'address').toBe('address')
    }),
  )
})

test('What points at a conversation and is not let in is linked to it, for people to see', () => {
  fc.assert(
    fc.property(facts, (each) => {
      const decision = decideThread(each)
      if (decision.place === 'joins') return
      const hints =
        [each.byOurMessageId, each.byMarker, each.byForeignMessageId, each.byCaseNumber].some(Boolean) || each.elsewhere
      expect([decision.linkTo !== null, decision.reason !== null]).toEqual([Boolean(hints), Boolean(hints)])
    }),
  )
})

test('The signed address goes before the Message-ID, that before the link', () => {
  const of = (conversationId: string) => ({ conversationId, participant: true })
  const all: ThreadFacts = {
    byAddress: of('1'),
    byOurMessageId: of('2'),
    byMarker: of('3'),
    byForeignMessageId: of('4'),
    byCaseNumber: of('5'),
    elsewhere: null,
    trust: 'verified',
    isForward: false,
  }
  const order = ['byAddress', 'byOurMessageId', 'byMarker', 'byForeignMessageId', 'byCaseNumber'] as const
  const taken = order.map((_, index) =>
    decideThread({ ...all, ...Object.fromEntries(order.slice(0, index).map((key) => [key, null])) }),
  )
  expect(taken.map((decision) => decision.place === 'joins' && decision.conversationId)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
  ])
})
