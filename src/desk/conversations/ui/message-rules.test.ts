import { expect, test } from 'vitest'
import { findLinks } from './find-links.ts'
import { firstShown } from './first-shown.ts'
import { laterChoices, localInput } from './later-choices.ts'
import { sizeWords } from './size-words.ts'

const message = { html: '<p>Hei</p>', newText: 'Hei', quotedText: '' }

test('words come first unless they would lose something', () => {
  expect(firstShown(message)).toBe('words')
  expect(firstShown({ ...message, html: '' })).toBe('words')
  expect(firstShown({ ...message, html: '<p>Hei <img width="20" src="/api/v1/attachments/1" /></p>' })).toBe('html')
  expect(firstShown({ ...message, html: '<table><tr><td>1</td><td>2</td></tr></table>' })).toBe('html')
  expect(firstShown({ ...message, newText: '' })).toBe('html')
})

test('a reply with quotes shows its new words, and a picture that was not fetched is no picture', () => {
  expect(firstShown({ ...message, html: '<p>Hei <img src="/x"></p>', quotedText: '> før' })).toBe('words')
  expect(firstShown({ ...message, html: '<img data-remote-src="https://x.example/a.gif" />' })).toBe('words')
})

test('links end where the sentence does', () => {
  const links = (text: string) => findLinks(text).flatMap(({ href }) => href ?? [])
  expect(links('Se https://x.example/a_(b)?c=1, eller (www.y.example).')).toEqual([
    'https://x.example/a_(b)?c=1',
    'https://www.y.example',
  ])
  expect(links('javascript:alert(1) file:///etc/passwd data:text/html,x')).toEqual([])
})

test('cutting a text into links loses nothing of it', () => {
  for (const text of ['', 'a', 'https://x.example', 'før https://x.example. etter', 'https://x.example)) )(', 'www..'])
    expect(
      findLinks(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
})

test('the moments offered for later are to come, in order, and none twice', () => {
  for (let day = 0; day < 7; day++) {
    const now = new Date(2026, 2, 1 + day, 17, 23).getTime()
    const at = laterChoices(now).map((choice) => choice.at)
    expect(at.every((each) => each > now)).toBe(true)
    expect([...new Set(at)].sort((one, other) => one - other)).toEqual(at)
  }
})

test('Monday is offered from Tuesday to Saturday, on a Sunday it is tomorrow', () => {
  const names = (day: number) => laterChoices(new Date(2026, 2, day, 12).getTime()).map(({ name }) => name)
  expect(names(1)).not.toContain('monday')
  expect(names(6)).toContain('monday')
  expect(localInput(new Date(2026, 2, 1, 9, 5).getTime())).toBe('2026-03-01T09:05')
})

test('sizes are told as people say them', () => {
  expect(sizeWords(183_422, 'nb').replace(/\s/g, ' ')).toBe('183 kB')
  expect(sizeWords(2_440_000, 'da').replace(/\s/g, ' ')).toBe('2,4 MB')
})
