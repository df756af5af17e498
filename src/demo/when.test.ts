import { expect, test } from 'vitest'
import { instantOf } from './when.ts'

const now = new Date('2026-03-30T10:30:00Z')

test('a time of day lies on an earlier day where the desk is, also across the change of the clock', () => {
  expect(instantOf('1d 08:15', now, 'Europe/Copenhagen')).toEqual(new Date('2026-03-29T06:15:00Z'))
  expect(instantOf('2d 08:15', now, 'Europe/Copenhagen')).toEqual(new Date('2026-03-28T07:15:00Z'))
})

test('minutes count back from now, so that today never lies ahead', () => {
  expect(instantOf('95m', now, 'Europe/Copenhagen')).toEqual(new Date('2026-03-30T08:55:00Z'))
})

test('what is neither is a slip in the story', () => {
  expect(() => instantOf('0d 08:15', now, 'Europe/Copenhagen')).toThrow('no time of the story')
})
