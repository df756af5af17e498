import { expect, test } from 'vitest'
import { sizeWords } from './size-words.ts'

test('sizes are said in the unit a person would choose, with the language’s own comma', () => {
  expect(sizeWords(48_211, 'en')).toBe('48 kB')
  expect(sizeWords(9_120_331, 'da')).toBe('9,1 MB')
  expect(sizeWords(12, 'nb')).toContain('12')
})
