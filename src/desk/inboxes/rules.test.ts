import { expect, test } from 'vitest'
import { readRelayUrl } from '../../channels/email/wire/relay-url.ts'
import { languages } from '../../core/texts.ts'
import { mailProblems } from './mail-problems.ts'
import { isSameDoor, isSameMailbox, mailboxBox, mergeImap, relayUrl, secretFor } from './mail-settings.ts'
import { nameFromAddress } from './name-from-address.ts'
import { inboxAddressesFor } from './recipient-address.ts'

test('mail with a plus-part is for the address without it, unless the longer one is an inbox itself', () => {
  expect(inboxAddressesFor('Support+Abc+1@Nordlys.Example')).toEqual([
    'support+abc+1@nordlys.example',
    'support+abc@nordlys.example',
    'support@nordlys.example',
  ])
})

test('a domain is the same in letters and in ASCII', () => {
  const letters = inboxAddressesFor('post@løfte.example')
  const ascii = inboxAddressesFor('post@xn--lfte-gra.example')
  expect(letters).toEqual(['post@løfte.example', 'post@xn--lfte-gra.example'])
  expect([...ascii].sort()).toEqual([...letters].sort())
})

test.each([[''], ['nobody'], ['@nordlys.example'], [`${'x'.repeat(400)}@nordlys.example`], ['+@']])(
  '%s is for no inbox, and no error either',
  (recipient) => {
    expect(inboxAddressesFor(recipient).filter((address) => address.startsWith('@'))).toEqual([])
  },
)

const door = { host: 'imap.nordlys.example', port: 993, secure: 'tls' as const, user: 'support' }

test.each([
  [{ host: 'IMAP.nordlys.example' }, true],
  [{ host: 'imap.evil.example' }, false],
  [{ port: 143 }, false],
  [{ secure: 'none' as const }, false],
  [{ user: 'boss' }, false],
])('a saved password goes where it was saved for: %j → %s', (change, same) => {
  const box = mailboxBox('a desk’s secret')
  const before = { settings: door, secret: box.seal('hemmelig') }
  expect(isSameDoor(door, { ...door, ...change })).toBe(same)
  const ask = () => secretFor(box, { ...door, ...change }, before)
  if (same) expect(ask()).toBe('hemmelig')
  else expect(ask).toThrow(expect.objectContaining({ code: 'secret_needed' }))
  expect(secretFor(box, { ...door, ...change, secret: 'ny' }, before)).toBe('ny')
})

test('a relay without a user needs no password', () => {
  const box = mailboxBox('a desk’s secret')
  expect(secretFor(box, { ...door, user: '' }, { settings: null, secret: null })).toBe(null)
})

test('what is left out of IMAP settings stays, and starts as people expect', () => {
  const first = mergeImap(null, door)
  expect(first).toEqual({ ...door, auth: 'password', folders: ['INBOX'], afterTaking: 'seen', authservId: null })
  const second = mergeImap({ ...first, folders: ['INBOX', 'Spam'], authservId: 'mx.nordlys.example' }, door)
  expect(second).toMatchObject({ folders: ['INBOX', 'Spam'], authservId: 'mx.nordlys.example' })
  expect(mergeImap(second, { ...door, authservId: null }).authservId).toBe(null)
})

test('another port is the same mailbox, another user is not', () => {
  const imap = mergeImap(null, door)
  expect(isSameMailbox(imap, { ...imap, port: 143 })).toBe(true)
  expect(isSameMailbox(imap, { ...imap, user: 'other' })).toBe(false)
  expect(isSameMailbox(null, imap)).toBe(false)
})

test('relay settings say the same to the mail code, whatever is in the password', () => {
  const settings = { host: 'smtp.nordlys.example', port: 587, secure: 'starttls' as const, user: 'a@b:c' }
  const read = readRelayUrl(relayUrl(settings, 'p/ä?s#s%@:'))
  expect(read.login).toEqual({ user: 'a@b:c', pass: 'p/ä?s#s%@:' })
  expect(read.connection).toMatchObject({ host: 'smtp.nordlys.example', port: 587, secure: false, requireTLS: true })
  const tls = readRelayUrl(relayUrl({ ...settings, secure: 'tls', host: '2001:db8::1', port: 465 }, 'x')).connection
  expect(tls).toMatchObject({ host: '2001:db8::1', port: 465, secure: true })
  const open = readRelayUrl(relayUrl({ ...settings, secure: 'none', user: '' }, null))
  expect(open.login).toBe(null)
  expect(open.connection).toMatchObject({ ignoreTLS: true })
})

test('each problem with a mail server is told in its own words in each language', () => {
  for (const language of languages) {
    const texts = Object.values(mailProblems).map((text) => text[language])
    expect(new Set(texts).size).toBe(texts.length)
  }
})

test.each([
  ['kari.nordmann+desk@nordlys.example', 'Kari Nordmann'],
  ['post@nordlys.example', 'Post'],
  ['@nordlys.example', '@nordlys.example'],
])('whoever is known only as %s is called %s', (address, name) => {
  expect(nameFromAddress(address)).toBe(name)
})
