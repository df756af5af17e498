import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { languages } from '../../core/texts.ts'
import { readTexts, textFiles } from './build/texts-by-language.ts'
import { defineTexts, sayFrom, speak } from './texts.ts'

const source = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const files = await textFiles(source)
const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

test('the tables of the kit, the shell and the slices are found', () => {
  expect(files.map((file) => file.slice(source.length + 1))).toContain('web/kit/words/texts.ts')
  expect(files.length).toBeGreaterThan(4)
})

test.each(files)('every text of %s is there in all four languages, with the same places', async (file) => {
  for (const [key, text] of Object.entries(await readTexts(file))) {
    const places = placesOf(text.en)
    for (const language of languages) {
      expect(text[language]?.trim(), `${key} in ${language}`).toBeTruthy()
      expect(placesOf(text[language]), `places of ${key} in ${language}`).toEqual(places)
    }
  }
})

test.each(files)('%s speaks as the house does', async (file) => {
  const unkind = /\b(oops|ticket|invalid|closed|ups|ugyldig|ogiltig)\b/i
  for (const [key, text] of Object.entries(await readTexts(file)))
    for (const language of languages) expect(text[language], key).not.toMatch(unkind)
})

test('a text is said in the chosen language with its places filled', () => {
  const texts = defineTexts({
    waits: { da: '{who} venter', nb: '{who} venter', sv: '{who} väntar', en: '{who} is waiting' },
  })
  speak('sv', {})
  expect(sayFrom(texts)('waits', { who: 'Kari' })).toBe('Kari väntar')
  speak('en', {})
  expect(sayFrom(texts)('waits', { who: 'Kari' })).toBe('Kari is waiting')
})
