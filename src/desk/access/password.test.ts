import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

test('a password is known again, in whichever form a keyboard writes its letters', async () => {
  const hash = await hashPassword('blåbær på søndag')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await isPassword('blåbær på søndag'.normalize('NFD'), hash)).toBe(true)
  expect(await isPassword('blåbær på søndag ', hash)).toBe(false)
  expect(await hashPassword('blåbær på søndag')).not.toBe(hash)
})

test('a hash made with other costs still opens, so that costs can be raised', async () => {
  // From the reference implementation: printf 'password' | argon2 somesalt -id -t 2 -m 16 -p 1 -e
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  expect(await isPassword('password', reference)).toBe(true)
  expect(await isPassword('passwore', reference)).toBe(false)
})

test('nobody, and a hash that is none, is a no and not an error', async () => {
  expect(await isPassword('blåbær på søndag', null)).toBe(false)
  expect(await isPassword('', '')).toBe(false)
  expect(await isPassword('x', '$argon2id$v=19$m=1$')).toBe(false)
})

test('many at once all get their answer', async () => {
  const hash = await hashPassword('blåbær på søndag')
  const answers = await Promise.all([...'abcdef'].map((letter) => isPassword(letter, hash)))
  expect(answers).toEqual([false, false, false, false, false, false])
})
