import { expect, test } from 'vitest'
import { usualTimeZone } from './time-zone.ts'

test.each([
  ['DK', 'Europe/Copenhagen'],
  ['NO', 'Europe/Oslo'],
  ['se', 'Europe/Stockholm'],
  ['FI', 'Europe/Helsinki'],
  ['FO', 'Atlantic/Faroe'],
  ['GL', 'America/Nuuk'],
  ['DE', 'Europe/Berlin'],
  ['EE', 'Europe/Tallinn'],
  ['QQ', 'UTC'],
  ['', 'UTC'],
])('a desk in %s keeps the time of %s', (country, zone) => {
  expect(usualTimeZone(country)).toBe(zone)
})

test('every country there is gets a time zone that clocks understand', () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  const countries = letters.flatMap((first) => letters.map((second) => first + second))
  const zones = new Set(countries.map(usualTimeZone))
  expect(zones.size).toBeGreaterThan(150)
  for (const timeZone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone }), timeZone).not.toThrow()
})
