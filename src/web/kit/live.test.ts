import { expect, test } from 'vitest'
import { done, endpoint, idParams } from '../../core/contract.ts'
import { isStale, type LiveMessage } from './live.ts'

const list = endpoint({ method: 'GET', path: '/boats', may: 'x', summary: '', returns: done })
const see = endpoint({ method: 'GET', path: '/boats/:id', may: 'x', summary: '', params: idParams, returns: done })
const message: LiveMessage = {
  id: 'e1',
  type: 'boat.moored',
  at: '2026-11-22T12:00:00Z',
  actorId: null,
  inboxId: null,
  conversationId: 'c1',
  customerId: null,
  data: { boatId: 'b1', length: 12 },
}

test('what was asked for with an id of the event is stale, others are not', () => {
  expect(isStale([see.path, { id: 'c1' }, {}], message, {})).toBe(true)
  expect(isStale([see.path, { id: 'b1' }, {}], message, {})).toBe(true)
  expect(isStale([see.path, { id: 'b2' }, {}], message, {})).toBe(false)
})

test('a list is stale when it hears the beginning of the event’s type', () => {
  expect(isStale([list.path, {}, {}], message, { 'boat.': [list] })).toBe(true)
  expect(isStale([list.path, {}, {}], message, { 'net.': [list] })).toBe(false)
  expect(isStale([see.path, { id: 'b2' }, {}], message, { 'boat.': [list] })).toBe(false)
})

test('an event without ids makes nothing stale by an empty answer key', () => {
  const bare = { ...message, conversationId: null, data: {} }
  expect(isStale([see.path, { id: undefined }, {}], bare, {})).toBe(false)
})
