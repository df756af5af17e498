import { expect, test } from 'vitest'
import { fitsView, neighbour } from './fits-view.ts'
import { shortTime } from './short-time.ts'
import { firstFlag, lasted } from './state-words.ts'

const conversation = { status: 'new' as const, assigneeId: null, inboxId: 'a', customer: { id: 'k' } }

test('a conversation leaves the views it no longer fits', () => {
  const open = { status: 'new,open' }
  expect(fitsView(conversation, open, 'me')).toBe(true)
  expect(fitsView({ ...conversation, status: 'resolved' }, open, 'me')).toBe(false)
  expect(fitsView({ ...conversation, assigneeId: 'me' }, { ...open, assignee: 'none' }, 'me')).toBe(false)
  expect(fitsView({ ...conversation, assigneeId: 'you' }, { ...open, assignee: 'me' }, 'me')).toBe(false)
  expect(fitsView({ ...conversation, status: 'spam' }, {}, 'me')).toBe(false)
})

test('going on from a conversation that has left goes to the one that took its place', () => {
  expect(neighbour(['a', 'b', 'c'], 'b', 1)).toBe('c')
  expect(neighbour(['a', 'c'], 'b', 1, 1)).toBe('c')
  expect(neighbour(['a', 'c'], 'b', -1, 1)).toBe('a')
  expect(neighbour(['a'], 'a', 1)).toBeNull()
  expect(neighbour(['a', 'b'], null, 1)).toBe('a')
  expect(neighbour([], 'a', 1)).toBeNull()
})

test('a row tells the flag that matters most', () => {
  expect(firstFlag(['linked', 'sender-failed'])?.words).toBe('flagSenderFailed')
  expect(firstFlag(['sender-unknown'])).toBeUndefined()
})

test('waiting is told in the largest whole unit', () => {
  expect(lasted(0, 30_000)).toEqual({ key: 'minutes', count: 1 })
  expect(lasted(0, 59 * 60_000)).toEqual({ key: 'minutes', count: 59 })
  expect(lasted(0, 47 * 3_600_000)).toEqual({ key: 'hours', count: 47 })
  expect(lasted(0, 50 * 3_600_000)).toEqual({ key: 'days', count: 2 })
})

test('a row’s time is the clock today, the weekday this week, the date before that', () => {
  const now = Date.parse('2026-03-05T12:00:00Z')
  const at = (text: string) => shortTime(Date.parse(text), now, 'da', 'Europe/Copenhagen')
  expect(at('2026-03-05T08:05:00Z')).toBe('09.05')
  expect(at('2026-03-04T12:00:00Z')).toMatch(/^ons/)
  expect(at('2026-02-04T12:00:00Z')).toMatch(/^4\. feb/)
  expect(at('2025-12-04T12:00:00Z')).toMatch(/25$/)
})
