import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../core/ctx.ts'
import { changeUser } from './change-user.ts'
import { accessApi } from './contract.ts'
import { sweepSignIns } from './jobs.ts'
import { type OpenDesk, openDesk, password } from './open-desk.testing.ts'

let desk: OpenDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

let peers = 0
/** Each sign-in from a network of its own, so that one test's failures are not another's. */
const signIn = (email: string, word: string, headers: Record<string, string> = {}) => {
  peers += 1
  return desk.stranger('POST', '/session', {
    body: { email, password: word },
    headers,
    remoteAddress: `10.1.${peers >> 8}.${peers & 255}`,
  })
}
let people = 0
async function newPerson(role: string) {
  people += 1
  const email = `person${people}@desk.example`
  const { body } = await desk.as('owner')('POST', '/users', {
    body: { email, name: `Person ${people}`, role, password },
  })
  return { id: body.id as string, email, version: body.version as number }
}
const eventNames = async () =>
  (await sql<{ name: string }>`select name from event order by tx, id`.execute(desk.house.db)).rows.map(
    (row) => row.name,
  )

test.each(Object.values(accessApi).filter((endpoint) => endpoint.may !== 'anyone'))(
  'a stranger is refused: $method $path',
  async ({ method, path }) => {
    const url = path.replace(':id', '01890000-0000-7000-8000-000000000000')
    // A body that is all wrong: who may not ask learns nothing of what would have been right.
    const answer = await desk.stranger(method, url, method === 'GET' ? {} : { body: { wrong: true } })
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  },
)

test.each([
  ['POST', '/users', 'agent', 403],
  ['PATCH', '/users/01890000-0000-7000-8000-000000000000', 'agent', 403],
  ['PATCH', '/users/01890000-0000-7000-8000-000000000000', 'admin', 404],
  ['GET', '/tokens', 'light', 403],
  ['POST', '/tokens', 'light', 403],
  ['DELETE', '/tokens/01890000-0000-7000-8000-000000000000', 'agent', 404],
  ['DELETE', '/sessions/01890000-0000-7000-8000-000000000000', 'light', 404],
] as const)('%s %s by %s answers %i', async (method, path, role, status) => {
  const body =
    path === '/tokens' && method === 'POST' ? { body: { name: 'x' } } : method === 'PATCH' ? { body: {} } : {}
  expect((await desk.as(role)(method, path, body)).status).toBe(status)
})

test('signing in opens a session that lasts, and signing out ends it', async () => {
  const answer = await signIn('AGENT@desk.example', password, { 'user-agent': 'Firefox' })
  expect(answer.status).toBe(200)
  expect(answer.body.user).toMatchObject({ email: 'agent@desk.example', role: 'agent' })
  expect(answer.body.permissions).toContain('conversation.write')
  expect(answer.body.permissions).not.toContain('account.write')
  expect(answer.headers['set-cookie']).toMatch(/^lofte=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  const browser = desk.browser(answer.cookie)
  expect((await browser('GET', '/session')).body.user.email).toBe('agent@desk.example')
  const mine = (await browser('GET', '/sessions')).body.items
  expect(mine).toMatchObject([{ agent: 'Firefox', current: true }])
  expect((await browser('DELETE', '/session')).status).toBe(200)
  expect((await browser('GET', '/session')).status).toBe(401)
  expect(await eventNames()).toEqual(expect.arrayContaining(['session.opened', 'session.closed']))
})

test('over https the cookie can be planted by no other host', async () => {
  const other = await openDesk({ url: 'https://desk.example' })
  try {
    const answer = await other.stranger('POST', '/session', { body: { email: 'light@desk.example', password } })
    expect(answer.headers['set-cookie']).toMatch(/^__Host-lofte=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect((await other.browser(answer.cookie)('GET', '/session')).status).toBe(200)
    const plain = answer.cookie.replace('__Host-', '')
    expect((await other.browser(plain)('GET', '/session')).status).toBe(401)
  } finally {
    await other.close()
  }
})

test('a wrong password, an unknown e-mail and a closed account get the same answer', async () => {
  const gone = await newPerson('agent')
  await desk.as('admin')('PATCH', `/users/${gone.id}`, { body: { disabled: true } })
  const strip = ({ body }: { body: Record<string, unknown> }) => ({ ...body, instance: '' })
  const wrong = await signIn('light@desk.example', 'not the password')
  expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_email_or_password' } })
  expect(strip(await signIn('nobody@desk.example', password))).toEqual(strip(wrong))
  expect(strip(await signIn(gone.email, password))).toEqual(strip(wrong))
  expect((await signIn('nul\0@desk.example', password)).body.code).toMatch(/not_understood|wrong_email/)
})

test('the session a browser comes with ends when it signs in', async () => {
  const person = await newPerson('agent')
  const first = await signIn(person.email, password)
  const second = await signIn(person.email, password, { cookie: first.cookie })
  expect(second.cookie).not.toBe(first.cookie)
  expect((await desk.browser(first.cookie)('GET', '/session')).status).toBe(401)
  expect((await desk.browser(second.cookie)('GET', '/session')).status).toBe(200)
})

test('a session rolls on while it is used, and runs out thirty days after it was', async () => {
  const start = desk.clock.at
  const person = await newPerson('light')
  const { cookie } = await signIn(person.email, password)
  const later = async (days: number) => {
    desk.clock.at = new Date(start.getTime() + days * 86_400_000)
    return (await desk.browser(cookie)('GET', '/session')).status
  }
  try {
    expect(await later(29)).toBe(200)
    expect(await later(58)).toBe(200)
    expect(await later(89)).toBe(401)
    await sweepSignIns.run(desk.ctx, {})
    const left = await sql`select from session where account_id = ${person.id}`.execute(desk.house.db)
    expect(left.rows).toHaveLength(0)
  } finally {
    desk.clock.at = start
  }
})

test('being seen is written down at most once a minute', async () => {
  const person = await newPerson('light')
  const { cookie } = await signIn(person.email, password)
  const seen = async () =>
    (
      await sql<{ version: string }>`select xmin::text as version from session where account_id = ${person.id}`.execute(
        desk.house.db,
      )
    ).rows[0]?.version
  const before = await seen()
  const start = desk.clock.at
  await desk.browser(cookie)('GET', '/session')
  expect(await seen()).toBe(before)
  desk.clock.at = new Date(start.getTime() + 60_000)
  await desk.browser(cookie)('GET', '/session')
  desk.clock.at = start
  expect(await seen()).not.toBe(before)
})

test('what changes something must come from our own pages', async () => {
  const { cookie } = await signIn('light@desk.example', password)
  const call = { headers: { cookie, 'sec-fetch-site': 'same-site', origin: 'http://evil.desk.example' } }
  expect((await desk.stranger('DELETE', '/session', call)).status).toBe(403)
  expect((await desk.browser(cookie)('GET', '/session')).status).toBe(200)
})

test('ten wrong passwords close the door for everyone who tries that e-mail, for a quarter of an hour', async () => {
  const person = await newPerson('agent')
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect((await signIn(person.email, `guess ${attempt}`)).status).toBe(401)
  }
  const start = desk.clock.at
  try {
    const closed = await signIn(person.email.toUpperCase(), password)
    expect(closed).toMatchObject({ status: 429, body: { code: 'too_many_requests', retryAfterSeconds: 900 } })
    expect(closed.headers['retry-after']).toBe('900')
    desk.clock.at = new Date(start.getTime() + 899_000)
    expect((await signIn(person.email, password)).status).toBe(429)
    desk.clock.at = new Date(start.getTime() + 901_000)
    expect((await signIn(person.email, password)).status).toBe(200)
  } finally {
    desk.clock.at = start
  }
})

test('guesses at the same moment count too', async () => {
  const person = await newPerson('agent')
  const answers = await Promise.all(Array.from({ length: 25 }, (_, index) => signIn(person.email, `guess ${index}`)))
  const tried = answers.filter(({ status }) => status === 401).length
  expect(tried).toBeLessThanOrEqual(10)
  expect(answers.filter(({ status }) => status === 429).length).toBe(25 - tried)
})

test('one network that tries many e-mails is stopped, and an office that signs in all day is not', async () => {
  const from = (remoteAddress: string, email: string, word: string) =>
    desk.stranger('POST', '/session', { body: { email, password: word }, remoteAddress })
  for (let attempt = 0; attempt < 32; attempt += 1) {
    expect((await from('2001:db8:7:7::1', 'agent@desk.example', password)).status).toBe(200)
  }
  for (let attempt = 0; attempt < 30; attempt += 1) {
    expect((await from(`2001:db8:9:9::${attempt}`, `someone${attempt}@desk.example`, 'guess')).status).toBe(401)
  }
  expect((await from('2001:db8:9:9::ffff', 'agent@desk.example', password)).status).toBe(429)
  expect((await from('2001:db8:9:a::1', 'agent@desk.example', password)).status).toBe(200)
})

test('neither e-mails nor addresses are kept with wrong passwords, and old ones are swept', async () => {
  await signIn('hunter2-typed-here@desk.example', 'guess')
  const kept = await sql<{ subject: string }>`select subject from sign_in_failure`.execute(desk.house.db)
  expect(kept.rows.length).toBeGreaterThan(0)
  for (const { subject } of kept.rows) expect(subject).toMatch(/^[a-z2-7]{32}$/)
  const start = desk.clock.at
  desk.clock.at = new Date(start.getTime() + 16 * 60_000)
  await sweepSignIns.run(desk.ctx, {})
  desk.clock.at = start
  expect((await sql`select from sign_in_failure`.execute(desk.house.db)).rows).toHaveLength(0)
})

test('a token acts as its person until it is revoked, and is told once', async () => {
  const made = await desk.as('agent')('POST', '/tokens', { body: { name: 'Export' } })
  expect(made.status).toBe(201)
  const { id, token } = made.body
  expect(token).toMatch(/^lft_[\w-]{49}$/)
  const call = { headers: { authorization: `Bearer ${token}` } }
  expect((await desk.stranger('GET', '/session', call)).body.user.role).toBe('agent')
  const mine = (await desk.as('agent')('GET', '/tokens')).body.items.find((each: { id: string }) => each.id === id)
  expect(mine).toMatchObject({ name: 'Export', usedAt: expect.any(String) })
  expect(JSON.stringify(mine)).not.toContain(token)
  expect((await desk.as('admin')('DELETE', `/tokens/${id}`)).status).toBe(404)
  expect((await desk.as('agent')('DELETE', `/tokens/${id}`)).status).toBe(200)
  expect((await desk.stranger('GET', '/session', call)).status).toBe(401)
})

test('a wrong token does not fall back on the cookie beside it', async () => {
  const { cookie } = await signIn('light@desk.example', password)
  const call = { headers: { cookie, authorization: 'Bearer lft_wrong' } }
  expect((await desk.stranger('GET', '/session', call)).status).toBe(401)
})

test('closing an account ends its sessions and tokens at once', async () => {
  const person = await newPerson('agent')
  const { cookie } = await signIn(person.email, password)
  const { body } = await desk.browser(cookie)('POST', '/tokens', { body: { name: 'x' } })
  const call = { headers: { authorization: `Bearer ${body.token}` } }
  expect((await desk.stranger('GET', '/session', call)).status).toBe(200)
  const closed = await desk.as('admin')('PATCH', `/users/${person.id}`, { body: { disabled: true } })
  expect(closed.body).toMatchObject({ disabled: true, version: person.version + 1 })
  expect((await desk.browser(cookie)('GET', '/session')).status).toBe(401)
  expect((await desk.stranger('GET', '/session', call)).status).toBe(401)
})

test('a closed account is a stranger even where a session was left behind', async () => {
  const person = await newPerson('agent')
  const { cookie } = await signIn(person.email, password)
  await sql`update account set disabled_at = ${desk.house.now()} where id = ${person.id}`.execute(desk.house.db)
  expect((await desk.browser(cookie)('GET', '/session')).status).toBe(401)
})

test('a new password ends the other sessions and keeps this one', async () => {
  const person = await newPerson('agent')
  const one = await signIn(person.email, password)
  const two = await signIn(person.email, password)
  const browser = desk.browser(one.cookie)
  const change = (current: string) =>
    browser('PATCH', '/session/user', { body: { language: 'sv', password: { current, next: 'et nyt og langt' } } })
  expect(await change('wrong')).toMatchObject({ status: 403, body: { code: 'wrong_password' } })
  expect(await change(password)).toMatchObject({ status: 200, body: { language: 'sv' } })
  expect((await browser('GET', '/session')).status).toBe(200)
  expect((await desk.browser(two.cookie)('GET', '/session')).status).toBe(401)
  expect((await signIn(person.email, password)).status).toBe(401)
  expect((await signIn(person.email, 'et nyt og langt')).status).toBe(200)
})

test('the current password can’t be guessed from a session either', async () => {
  const person = await newPerson('agent')
  const { cookie } = await signIn(person.email, password)
  const body = { password: { current: 'guess', next: 'et nyt og langt' } }
  const statuses: number[] = []
  for (let attempt = 0; attempt < 11; attempt += 1) {
    statuses.push((await desk.browser(cookie)('PATCH', '/session/user', { body })).status)
  }
  expect(statuses).toEqual([...Array(10).fill(403), 429])
})

test('an admin neither makes nor changes owners', async () => {
  const owner = desk.person('owner').id
  const admin = desk.as('admin')
  const body = { email: 'new@desk.example', name: 'New', role: 'owner', password }
  expect(await admin('POST', '/users', { body })).toMatchObject({ status: 403, body: { code: 'only_owners' } })
  expect((await admin('PATCH', `/users/${owner}`, { body: { password: 'en helt anden' } })).status).toBe(403)
  expect((await admin('PATCH', `/users/${owner}`, { body: { disabled: true } })).status).toBe(403)
  const agent = await newPerson('agent')
  expect((await admin('PATCH', `/users/${agent.id}`, { body: { role: 'owner' } })).status).toBe(403)
  expect((await admin('PATCH', `/users/${agent.id}`, { body: { role: 'admin' } })).body.role).toBe('admin')
})

test('the last owner stays, also when two owners close each other at the same moment', async () => {
  const owner = desk.as('owner')
  const me = desk.person('owner').id
  expect(await owner('PATCH', `/users/${me}`, { body: { role: 'agent' } })).toMatchObject({
    status: 409,
    body: { code: 'last_owner' },
  })
  const second = await newPerson('owner')
  const { cookie } = await signIn(second.email, password)
  const change = { change: { role: 'agent' as const }, ifMatch: null, keepSession: null }
  const other = await inTransaction(desk.ctx, async (inside) => {
    await changeUser(inside, second.id, change)
    const under = desk.browser(cookie)('PATCH', `/users/${me}`, { body: { role: 'agent' } })
    await desk.untilSomebodyWaits()
    return { under }
  })
  expect((await other.under).status).toBe(409)
  const left = await sql<{ id: string }>`select id from account where role = 'owner'`.execute(desk.house.db)
  expect(left.rows).toHaveLength(1)
  await sql`update account set role = 'owner' where id = ${me}`.execute(desk.house.db)
  await sql`update account set role = 'agent' where id = ${second.id}`.execute(desk.house.db)
})

test('a change based on an old version is stopped', async () => {
  const person = await newPerson('agent')
  const change = (name: string, version: number) =>
    desk.as('admin')('PATCH', `/users/${person.id}`, { body: { name }, headers: { 'if-match': `"${version}"` } })
  const first = await change('Kari', person.version)
  expect(first.headers.etag).toBe(`"${person.version + 1}"`)
  expect(await change('Karin', person.version)).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } })
  expect((await change('Karin', person.version + 1)).body.name).toBe('Karin')
})

test('no two people share an e-mail, whatever the case', async () => {
  const body = { email: 'Agent@Desk.example', name: 'Other', role: 'light', password }
  expect(await desk.as('admin')('POST', '/users', { body })).toMatchObject({
    status: 409,
    body: { code: 'email_taken' },
  })
})

test('the list of people goes on page by page, and a made-up cursor is told so', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await desk.as('light')('GET', `/users?limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((user: { id: string }) => user.id))
    cursor = body.nextCursor ?? ''
  } while (cursor !== '')
  const all = await sql<{ id: string }>`select id from account order by id`.execute(desk.house.db)
  expect(seen).toEqual(all.rows.map((row) => row.id))
  for (const wrong of ['x', 'WyJ4Il0', Buffer.from(JSON.stringify(['-'.repeat(36)])).toString('base64url')]) {
    expect((await desk.as('light')('GET', `/users?cursor=${wrong}`)).status).toBe(422)
  }
})
