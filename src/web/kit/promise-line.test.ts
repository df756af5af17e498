import { expect, test } from 'vitest'
import { promiseLine } from './promise-line.ts'

const hour = 3_600_000
const madeAt = Date.parse('2026-11-22T08:00:00Z')
const dueAt = madeAt + 8 * hour
const at = (hours: number, state: Parameters<typeof promiseLine>[0]['state'] = 'open') =>
  promiseLine({ madeAt, dueAt, now: madeAt + hours * hour, state })

test('now moves along the line from made to due and never leaves it', () => {
  expect(at(4).at).toBe(0.5)
  expect(at(-1).at).toBe(0)
  expect(at(9).at).toBe(1)
})

test('a promise is due soon in its last quarter or hour, and broken once due', () => {
  expect(at(5.9).tone).toBe('open')
  expect(at(6).tone).toBe('soon')
  expect(at(8).tone).toBe('broken')
  expect(promiseLine({ madeAt, dueAt: madeAt + hour, now: madeAt, state: 'open' }).tone).toBe('soon')
})

test('what is settled shows how it ended, whatever the clock says', () => {
  expect(at(9, 'kept')).toEqual({ at: 1, tone: 'kept' })
  expect(at(1, 'broken').tone).toBe('broken')
  expect(at(9, 'released').tone).toBe('quiet')
})
