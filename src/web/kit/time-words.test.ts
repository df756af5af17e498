import { expect, test } from 'vitest'
import { clockWords, dayWords, exactWords, timeWords } from './time-words.ts'

const zone = 'Europe/Oslo'
const now = Date.parse('2026-11-22T12:00:00Z')
const at = (iso: string) => Date.parse(iso)

test('Danes read 14.00, the others 14:00', () => {
  const two = at('2026-11-22T13:00:00Z')
  expect(clockWords(two, 'da', zone)).toBe('14.00')
  for (const language of ['nb', 'sv', 'en'] as const) expect(clockWords(two, language, zone)).toBe('14:00')
})

test('a moment within a minute is now, before and after', () => {
  expect(timeWords(now + 59_000, now, 'en', 'just now')).toBe('just now')
  expect(timeWords(now - 59_000, now, 'en', 'just now')).toBe('just now')
  expect(timeWords(now - 60_000, now, 'en', 'just now')).not.toBe('just now')
})

test('under a day it is relative, never rounded up to more than has passed', () => {
  expect(timeWords(at('2026-11-22T12:25:00Z'), now, 'nb', '')).toMatch(/^om 25 min/)
  expect(timeWords(at('2026-11-22T10:01:00Z'), now, 'en', '')).toMatch(/^1 hr?\.? ago/)
})

test('under a week it is the weekday and the time', () => {
  expect(timeWords(at('2026-11-20T08:30:00Z'), now, 'en', '', zone)).toBe('Fri 09:30')
  expect(timeWords(at('2026-11-24T13:00:00Z'), now, 'da', '', zone)).toMatch(/^tirs?\.? 14\.00$/)
})

test('beyond a week it is the date, with its year when that is another', () => {
  expect(timeWords(at('2026-11-02T08:30:00Z'), now, 'en', '', zone)).toBe('2 Nov')
  expect(timeWords(at('2025-11-02T08:30:00Z'), now, 'en', '', zone)).toBe('2 Nov 2025')
})

test('the exact moment names its day, year and zone', () => {
  const words = exactWords(at('2026-07-01T12:00:00Z'), 'sv', zone)
  expect(words).toContain('1 juli 2026')
  expect(words).toContain('14:00')
  expect(words).toMatch(/CEST|GMT\+2/)
})

test('a day as a heading carries its year only when needed', () => {
  expect(dayWords(at('2026-11-20T08:30:00Z'), now, 'nb', zone)).toBe('fredag 20. november')
  expect(dayWords(at('2025-11-20T08:30:00Z'), now, 'nb', zone)).toContain('2025')
})
