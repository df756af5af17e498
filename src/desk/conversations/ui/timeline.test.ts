import { expect, test } from 'vitest'
import type { Message } from '../contract.ts'
import { changesOf, foldedDays, groupByDay, type TimelineEvent, timeline } from './timeline.ts'

const zone = 'Europe/Copenhagen'
const message = (at: string) => ({ id: at, at }) as Message
const event = (type: string, at: string, data: unknown = {}): TimelineEvent => ({
  id: `${type} ${at}`,
  type,
  at,
  actor: { type: 'agent', id: null, name: 'Mads' },
  data,
})

test('what a message shows by itself is not told a second time', () => {
  const entries = timeline(
    [message('2026-03-02T09:00:00Z')],
    [
      event('conversation.opened', '2026-03-02T09:00:00Z'),
      event('message.received', '2026-03-02T09:00:00Z'),
      event('message.delivery-changed', '2026-03-02T09:00:01Z'),
      event('participant.added', '2026-03-02T09:01:00Z'),
    ],
  )
  expect(entries.map(({ kind }) => kind)).toEqual(['message', 'event'])
})

test('an event stands after the message of the same moment, and before what came later', () => {
  const entries = timeline(
    [message('2026-03-02T09:00:00Z'), message('2026-03-02T10:00:00Z')],
    [event('message.withdrawn', '2026-03-02T09:00:00Z')],
  )
  expect(entries.map(({ kind }) => kind)).toEqual(['message', 'event', 'message'])
})

test('a change of fields nobody reads about leaves no line', () => {
  expect(
    timeline([], [event('conversation.changed', '2026-03-02T09:00:00Z', { changes: { stage: 'after' } })]),
  ).toEqual([])
  expect(changesOf(event('conversation.changed', '', { changes: { status: 'open', stage: 'after' } }))).toEqual([
    ['status', 'open'],
  ])
})

test('days are those of the reader: late in the evening in London is the next day in Copenhagen', () => {
  const days = groupByDay(timeline([message('2026-03-02T22:59:00Z'), message('2026-03-02T23:01:00Z')], []), zone)
  expect(days.map(({ date, messageCount }) => [date, messageCount])).toEqual([
    ['2026-03-02', 1],
    ['2026-03-03', 1],
  ])
})

test('so many of the newest days stay open as it takes to show six messages', () => {
  const on = (day: number, count: number) =>
    Array.from({ length: count }, (_, minute) =>
      message(`2026-03-${String(day).padStart(2, '0')}T09:${String(minute).padStart(2, '0')}:00Z`),
    )
  const days = groupByDay(timeline([...on(1, 9), ...on(2, 4), ...on(3, 1), ...on(4, 2)], []), zone)
  expect(foldedDays(days)).toBe(1)
  expect(foldedDays(days.slice(0, 1))).toBe(0)
  expect(foldedDays([])).toBe(0)
})

test('a long day at the end folds everything before it', () => {
  const many = Array.from({ length: 30 }, (_, minute) =>
    message(`2026-03-05T09:${String(minute).padStart(2, '0')}:00Z`),
  )
  expect(foldedDays(groupByDay(timeline([message('2026-03-01T09:00:00Z'), ...many], []), zone))).toBe(1)
})
