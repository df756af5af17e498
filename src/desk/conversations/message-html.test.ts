import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanHtml } from '../../channels/email/clean-html.ts'
import { picturesAsParts } from './attach-files.ts'
import { showHtml } from './message-html.ts'

const file = (contentId: string, id = '0198-a') => ({
  id,
  filename: 'a.png',
  mediaType: 'image/png',
  size: 1,
  sha256: '',
  contentId,
  inline: true,
  url: `/api/v1/attachments/${id}`,
})

test('A picture shows by its Content-ID, however odd that is, and a file without one stays away', () => {
  for (const contentId of ['a@b', 'æ&ø@b', 'a%b@c']) {
    const cleaned = cleanHtml(`<img src="cid:${contentId.replace(/&/g, '&amp;')}">`)
    expect([contentId, showHtml(cleaned, [file(contentId)]).html]).toEqual([
      contentId,
      expect.stringContaining('src="/api/v1/attachments/0198-a"'),
    ])
  }
  expect(showHtml('<img src="cid:other@x" />', [file('a@b')]).html).toBe('<img src="cid:other@x" />')
})

test('Pictures that lie elsewhere are told of and not fetched', () => {
  const shown = showHtml(cleanHtml('<img src="https://spor.example/1.gif">'), [])
  expect(shown.hasRemoteImages).toBe(true)
  expect(shown.html).not.toContain(' src="http')
})

test('No Content-ID a sender invents writes anything but the address of a file of ours', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (contentId) => {
      const { html } = showHtml(cleanHtml(`<p>x</p><img src="cid:${contentId}">`), [file(contentId)])
      expect(html.replace('src="/api/v1/attachments/0198-a"', '')).not.toMatch(/src="(?!cid:|data:)/)
      expect(html).not.toMatch(/<script|onerror=|javascript:/i)
    }),
  )
})

test('What the composer shows from our own address travels as a part of the mail; nothing else does', () => {
  const id = '01a20101-04a0-7fb6-82b8-7162fd3f8839'
  expect(
    picturesAsParts(`<img src="/api/v1/attachments/${id}"><img src='https://desk.example/api/v1/attachments/${id}'>`),
  ).toBe(`<img src="cid:${id}"><img src='cid:${id}'>`)
  const foreign = `<a href="/api/v1/attachments/${id}"> <img src="https://x.example/pic.png">`
  expect(picturesAsParts(foreign)).toBe(foreign)
})
