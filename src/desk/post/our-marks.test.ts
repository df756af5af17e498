import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  conversationOfAddress,
  conversationsInText,
  conversationToken,
  newInternetMessageId,
  pageToken,
  plusAddress,
  readPageToken,
  withoutPageLinks,
} from './our-marks.ts'

const secret = 'a secret for tests'
const number = fc.integer({ min: 1, max: 2 ** 40 })
const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-')

/** `text` with one character put in place of another, left out, or put in. Upper and lower case count as one. */
const changed = (text: string) =>
  fc.tuple(fc.nat(text.length - 1), letters, fc.constantFrom('put', 'drop', 'add')).map(([at, letter, way]) => {
    const next =
      way === 'put' ? letter + text.slice(at + 1) : way === 'drop' ? text.slice(at + 1) : letter + text.slice(at)
    return text.slice(0, at) + next
  })

test('A conversation’s address and link are read again, the address in any case', () => {
  fc.assert(
    fc.property(number, (n) => {
      const address = plusAddress('support@nordlys.example', conversationToken(secret, n))
      expect([conversationOfAddress(secret, address), conversationOfAddress(secret, address.toUpperCase())]).toEqual([
        n,
        n,
      ])
      expect(readPageToken(secret, pageToken(secret, n))).toBe(n)
      expect(conversationsInText(secret, `<a href="https://d.example/c/${pageToken(secret, n)}">`)).toEqual([n])
    }),
  )
})

test('Rule 5: with any one character changed, or under another secret, they are nobody’s', () => {
  const example = fc.tuple(number, fc.boolean()).chain(([n, page]) => {
    const token = page ? pageToken(secret, n) : conversationToken(secret, n)
    return changed(token).map((other) => ({ token, other }))
  })
  fc.assert(
    fc.property(example, ({ token, other }) => {
      fc.pre(token !== other)
      expect(readPageToken(secret, other)).toBeNull()
      expect(conversationOfAddress(secret, `support+${other}@nordlys.example`)).toBeNull()
      expect(conversationsInText(secret, `https://d.example/c/${other}`)).toEqual([])
      expect(readPageToken('another secret', token)).toBeNull()
    }),
  )
})

test('Neither of the two opens what the other is for', () => {
  expect(readPageToken(secret, conversationToken(secret, 7))).toBeNull()
  expect(conversationOfAddress(secret, `s+${pageToken(secret, 7)}@n.example`)).toBeNull()
})

test('An inbox whose own address has a plus is answered at it too; a long one keeps its plain address', () => {
  const address = plusAddress('hjelp+nord@nordlys.example', conversationToken(secret, 12))
  expect(conversationOfAddress(secret, address)).toBe(12)
  const long = `${'x'.repeat(50)}@nordlys.example`
  expect(plusAddress(long, conversationToken(secret, 12))).toBe(long)
})

test('Nothing anyone writes makes an address or a text of theirs ours', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(conversationOfAddress(secret, text)).toBeNull()
      expect(conversationsInText(secret, `/c/${text}`)).toEqual([])
    }),
  )
})

test('A Message-ID is one msg-id, unlike any before, under the inbox’s domain', () => {
  const ids = Array.from({ length: 500 }, () => newInternetMessageId(secret, 'support@nordlys.example'))
  expect(new Set(ids).size).toBe(500)
  for (const id of ids) expect(id).toMatch(/^<[a-z0-9]+\.[a-z2-7]{26}@nordlys\.example>$/)
})

test('What goes to outsiders keeps its words and loses our links', () => {
  const text = `> Du kan følge sagen her: https://desk.example/c/${pageToken(secret, 5)}\nSe også https://desk.example/c/hus`
  expect(withoutPageLinks(text)).toBe('> Du kan følge sagen her: …\nSe også https://desk.example/c/hus')
})
