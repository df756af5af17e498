import { expect, test } from 'vitest'
import { type Language, languages } from '../../core/texts.ts'
import { detectLanguage } from './detect-language.ts'
import { blind, fresh } from './fixtures/fresh-sentences.ts'
import { heldOut } from './fixtures/held-out-sentences.ts'

const lines = (text: string) => text.trim().split('\n')
const told = (text: string) => detectLanguage(text).language

test.each(languages)('single sentences of customers and agents in %s are told', (language) => {
  const sentences = lines(heldOut[language])
  expect(sentences.length).toBeGreaterThanOrEqual(60)
  const wrong = sentences.filter((sentence) => told(sentence) !== language)
  expect(wrong.length / sentences.length, wrong.join('\n')).toBeLessThanOrEqual(0.05)
  const wrongFresh = lines(fresh[language]).filter((sentence) => told(sentence) !== language)
  expect(wrongFresh.length / lines(fresh[language]).length, wrongFresh.join('\n')).toBeLessThanOrEqual(0.1)
})

test('over all four languages at least 98 of 100 held-out sentences are told', () => {
  const all = languages.flatMap((language) => lines(heldOut[language]).map((sentence) => ({ sentence, language })))
  const right = all.filter(({ sentence, language }) => told(sentence) === language)
  expect(right.length / all.length).toBeGreaterThanOrEqual(0.98)
})

test('Danish and Norwegian are told apart in sentences that nobody looked at while building', () => {
  const all = (['da', 'nb'] as const).flatMap((language) =>
    lines(blind[language]).map((sentence) => ({ sentence, language })),
  )
  const wrong = all.filter(({ sentence, language }) => told(sentence) !== language)
  expect(wrong.length, wrong.map(({ sentence }) => sentence).join('\n')).toBeLessThanOrEqual(4)
})

test('whole messages of several sentences are always told', () => {
  for (const language of languages) {
    const sentences = lines(heldOut[language])
    for (let at = 0; at + 3 <= sentences.length; at += 3)
      expect(told(sentences.slice(at, at + 3).join(' '))).toBe(language)
  }
})

test('other languages, numbers and nothing are not pressed into one of ours', () => {
  expect(lines(heldOut.none).filter((text) => told(text) !== null)).toEqual([])
  for (const text of ['', ' \n', '4711', ':-)', 'https://x.example/ikke', '\u0000'])
    expect(detectLanguage(text)).toEqual({ language: null, confidence: 0 })
})

test.each<[string, Language]>([
  ['Takk!', 'nb'],
  ['Tak', 'da'],
  ['Tack', 'sv'],
  ['Thanks', 'en'],
  ['Hva skjer?', 'nb'],
  ['Hvad sker der?', 'da'],
  ['Ikkje motteke noko, kva gjer eg?', 'nb'],
  ['Kan I hjælpe mig?', 'da'],
  ['Kan dere hjelpe meg?', 'nb'],
  ['HVOR ER PAKKEN MIN', 'nb'],
])('"%s" is short and still told', (text, language) => {
  expect(told(text)).toBe(language)
})

test('what a person wrote before settles what the words leave open, and no more', () => {
  expect(detectLanguage('Hej', { prior: 'da' }).language).toBe('da')
  expect(detectLanguage('Hej', { prior: 'sv' }).language).toBe('sv')
  expect(detectLanguage('Ringer du i morgen?', { prior: 'nb' }).language).toBe('nb')
  expect(detectLanguage('Ringer du i morgen?', { prior: 'da' }).language).toBe('da')
  expect(detectLanguage('Jag har inte fått något.', { prior: 'da' }).language).toBe('sv')
  expect(detectLanguage('', { prior: 'da' }).language).toBeNull()
})

test('only the languages of the desk are answered', () => {
  expect(detectLanguage('Hvor er pakken?', { candidates: ['da', 'en'] }).language).toBe('da')
  expect(detectLanguage('Hvor er pakken?', { candidates: ['nb'] }).language).toBe('nb')
})

test('a longer message is told with more confidence', () => {
  const one = detectLanguage('Hvor er pakken?').confidence
  const more = detectLanguage('Hvor er pakken? Jeg har ikke hørt noe fra dere, hva gjør jeg nå?').confidence
  expect(more).toBeGreaterThan(one)
  expect(more).toBeLessThanOrEqual(1)
})

test('the length of a hostile message does not matter', () => {
  const beginning = lines(heldOut.nb).join(' ').slice(0, 4000)
  expect(detectLanguage(beginning + 'å@'.repeat(500_000)).language).toBe('nb')
})
