import { expect, test } from 'vitest'
import { newSecret } from '../../core/ids.ts'
import { actorFor } from './actor.ts'
import { allPermissions, mayDo, roles } from './roles.ts'
import { mostPerEmail, peerGroup, secondsToWait, windowMs } from './sign-in-limit.ts'
import { asToken, looksLikeToken } from './token.ts'

test('a token shows a slip of the pen by itself', () => {
  const token = asToken(newSecret())
  expect(token).toMatch(/^lft_[\w-]{49}$/)
  expect(looksLikeToken(token)).toBe(true)
  for (let place = 4; place < token.length; place += 1) {
    const other = token[place] === 'a' ? 'b' : 'a'
    expect(looksLikeToken(token.slice(0, place) + other + token.slice(place + 1))).toBe(false)
  }
  expect(looksLikeToken(token.slice(0, -1))).toBe(false)
  expect(looksLikeToken(`${token}a`)).toBe(false)
  expect(looksLikeToken('')).toBe(false)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::ffff', '2001:db8:1:2::/64'],
  ['unknown', 'unknown'],
])('%s is counted as %s', (address, group) => {
  expect(peerGroup(address)).toBe(group)
})

test('the eleventh wrong password in fifteen minutes waits until the first is fifteen minutes old', () => {
  const now = new Date('2026-03-02T08:00:00Z')
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const ten = Array.from({ length: mostPerEmail }, (_, index) => minutesAgo(index))
  expect(secondsToWait(ten, mostPerEmail, now)).toBe(null)
  const eleven = [now, ...ten.slice(0, -1), minutesAgo(13)]
  expect(secondsToWait(eleven, mostPerEmail, now)).toBe(2 * 60)
  const oldest = [now, ...ten.slice(0, -1), new Date(now.getTime() - windowMs)]
  expect(secondsToWait(oldest, mostPerEmail, now)).toBe(1)
})

test('each role may what the one below it may, and only owners say who the owners are', () => {
  const rising = ['light', 'agent', 'admin', 'owner'] as const
  for (const permission of allPermissions) {
    const may = rising.map((role) => mayDo(role, permission))
    expect(may, permission).toEqual([...may].sort())
  }
  expect(roles.filter((role) => mayDo(role, 'owner.write'))).toEqual(['owner'])
  expect(mayDo('owner', 'no.such')).toBe(false)
})

test('agents see their own inboxes, owners and admins all', () => {
  const sees = roles.map((role) => actorFor({ id: 'x', name: 'Kari', role, language: null }).seesAllInboxes)
  expect(Object.fromEntries(roles.map((role, index) => [role, sees[index]]))).toEqual({
    owner: true,
    admin: true,
    agent: false,
    light: false,
  })
})
