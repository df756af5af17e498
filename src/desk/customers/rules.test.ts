import { expect, test } from 'vitest'
import { countBounce, isMarked } from './bouncing.ts'
import { tidyName } from './customer-name.ts'

test.each([
  ['Søren  Holm ', 'Søren Holm'],
  ['Søren\r\nBcc: all@example.org', 'Søren Bcc: all@example.org'],
  ['\u202eneröS', 'neröS'],
  ['\u200b\ufeff', ''],
  ['soren@example.dk', ''],
  ["'Soren@Example.dk'", ''],
  ['<soren@example.dk>', ''],
  ['', ''],
])('the name %j is kept as %j', (given, kept) => {
  expect(tidyName(given, 'soren@example.dk')).toBe(kept)
})

test('a name that never ends is cut between letters, not inside one', () => {
  const name = tidyName('👩🏽'.repeat(300), 'a@example.dk')
  expect(Array.from(name)).toHaveLength(200)
  expect(name.isWellFormed()).toBe(true)
})

test('an address is marked by the second bounce within a week, not by one a month', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number))
  expect(countBounce({ bounces: 0, bouncedAt: null }, day(1))).toBe(1)
  expect(isMarked({ bounces: 1 })).toBe(false)
  expect(isMarked({ bounces: countBounce({ bounces: 1, bouncedAt: day(1) }, day(8)) })).toBe(true)
  expect(countBounce({ bounces: 1, bouncedAt: day(1) }, day(9))).toBe(1)
})
