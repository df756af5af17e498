import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { type OpenDesk, openDesk } from '../access/open-desk.testing.ts'
import { customersApi } from './contract.ts'
import { findOrAddCustomer } from './find-or-add-customer.ts'
import { forget } from './forget.ts'
import { listBouncing } from './queries.ts'
import { recordBounce } from './record-bounce.ts'

let desk: OpenDesk
/** The agent and the light agent are members of the first, nobody of the second. */
let ours = ''
let theirs = ''
beforeAll(async () => {
  desk = await openDesk()
  ours = await inbox('support@nordlys.example')
  theirs = await inbox('boss@nordlys.example')
  for (const role of ['agent', 'light']) {
    await sql`insert into inbox_member values (${ours}, ${desk.person(role).id})`.execute(desk.house.db)
  }
})
afterAll(() => desk.close())

async function inbox(address: string): Promise<string> {
  const id = newId()
  await sql`insert into inbox (id, name, address, language, created_at)
    values (${id}, 'Inbox', ${address}, 'nb', ${desk.house.now()})`.execute(desk.house.db)
  return id
}
const add = (address: string, name: string, language: 'da' | 'nb' | 'sv' | 'en' | null = null) =>
  inTransaction(desk.ctx, (inside) => findOrAddCustomer(inside, { address, name, language }))

async function customerOf(inboxId: string, address: string, name: string): Promise<string> {
  desk.clock.at = new Date(desk.clock.at.getTime() + 1000)
  const { id } = await add(address, name)
  await sql`insert into conversation (id, subject, status, inbox_id, customer_id, created_at, updated_at)
    values (${newId()}, 'Hei', 'new', ${inboxId}, ${id}, ${desk.house.now()}, ${desk.house.now()})`.execute(
    desk.house.db,
  )
  return id
}
const names = async (role: string, query = '') =>
  (await desk.as(role)('GET', `/customers${query}`)).body.items.map(({ name }: { name: string }) => name)

test.each(Object.values(customersApi))('a stranger is refused: $method $path', async ({ method, path }) => {
  const url = path.replace(':id', '01890000-0000-7000-8000-000000000000').replace(':address', 'a@b.example')
  const answer = await desk.stranger(method, url, method === 'GET' ? {} : { body: { wrong: true } })
  expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
})

test('an agent sees the customers of their inboxes, and no others', async () => {
  const soren = await customerOf(ours, 'soren@fjord.example', 'Søren Holm')
  const secret = await customerOf(theirs, 'minister@stat.example', 'The minister')
  await add('nobody-yet@fjord.example', 'Without a conversation')
  expect(await names('agent')).toEqual(['Søren Holm'])
  expect(await names('owner')).toEqual(['Without a conversation', 'The minister', 'Søren Holm'])
  expect((await desk.as('agent')('GET', `/customers/${soren}`)).body.addresses).toEqual(['soren@fjord.example'])
  expect((await desk.as('agent')('GET', `/customers/${secret}`)).status).toBe(404)
  expect((await desk.as('agent')('PATCH', `/customers/${secret}`, { body: { name: 'x' } })).status).toBe(404)
  expect((await desk.as('light')('PATCH', `/customers/${soren}`, { body: { name: 'x' } })).status).toBe(403)
  expect(await names('agent', '?q=minister')).toEqual([])
})

test('customers are found by how their name or an address begins, whatever the case', async () => {
  await customerOf(ours, 'asa_50%@fjord.example', 'Åsa Öberg')
  expect(await names('agent', `?q=${encodeURIComponent('ÅSA')}`)).toEqual(['Åsa Öberg'])
  expect(await names('agent', '?q=Soren@')).toEqual(['Søren Holm'])
  expect(await names('agent', `?q=${encodeURIComponent('asa_50%')}`)).toEqual(['Åsa Öberg'])
  expect(await names('agent', `?q=${encodeURIComponent('%')}`)).toEqual([])
  expect(await names('agent', `?q=${encodeURIComponent('\\')}`)).toEqual([])
})

test('the list goes on page by page, and misses and repeats nobody', async () => {
  const whole = await names('owner')
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await desk.as('owner')('GET', `/customers?limit=1${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map(({ name }: { name: string }) => name))
    cursor = body.nextCursor ?? ''
  } while (cursor !== '')
  expect(seen).toEqual(whole)
  const madeUp = [
    'other',
    Buffer.from(JSON.stringify(['2026-03-02T08:00:00.000Z', '-'.repeat(36)])).toString('base64url'),
  ]
  for (const other of madeUp) expect((await desk.as('owner')('GET', `/customers?cursor=${other}`)).status).toBe(422)
})

test('two mails from a new address at the same moment make one customer', async () => {
  const find = () =>
    inTransaction(desk.ctx, (inside) =>
      findOrAddCustomer(inside, { address: 'New@Fjord.example', name: 'Nora', language: 'nb' }),
    )
  const { first, others } = await inTransaction(desk.ctx, async (inside) => {
    const first = await findOrAddCustomer(inside, { address: 'new@fjord.example', name: 'Nora', language: 'nb' })
    const others = [find(), find()]
    await desk.untilSomebodyWaits()
    return { first, others }
  })
  const found = [first, ...(await Promise.all(others))]
  expect(found.map(({ id, added }) => [id, added])).toEqual([
    [first.id, true],
    [first.id, false],
    [first.id, false],
  ])
  const rows = await sql`select from customer where name = 'Nora'`.execute(desk.house.db)
  expect(rows.rows).toHaveLength(1)
  const told = await sql`select from event where name = 'customer.added' and customer_id = ${first.id}`.execute(
    desk.house.db,
  )
  expect(told.rows).toHaveLength(1)
})

test('mail fills an empty name and never changes one', async () => {
  const first = await add('kim@fjord.example', 'kim@fjord.example')
  expect(first).toMatchObject({ name: '', language: null, added: true })
  expect(await add('KIM@fjord.example', 'Kim', 'da')).toMatchObject({
    id: first.id,
    name: 'Kim',
    language: 'da',
    added: false,
  })
  expect(await add('kim@fjord.example', 'K. Larsen', 'sv')).toMatchObject({ name: 'Kim', language: 'da' })
})

test('a person changes a customer from the version they have seen', async () => {
  const id = await customerOf(ours, 'liv@fjord.example', 'liv')
  const agent = desk.as('agent')
  const { body } = await agent('GET', `/customers/${id}`)
  const change = (name: string) =>
    agent('PATCH', `/customers/${id}`, { body: { name, language: null }, headers: { 'if-match': `"${body.version}"` } })
  expect((await change('Liv')).body).toMatchObject({ name: 'Liv', version: body.version + 1 })
  expect((await change('Live')).status).toBe(412)
})

test('an address is marked by its second permanent bounce within a week', async () => {
  await add('gone@fjord.example', 'Gone')
  const bounce = (day: number) =>
    inTransaction(desk.ctx, (inside) => recordBounce(inside, 'Gone@fjord.example', new Date(Date.UTC(2026, 2, day))))
  expect(await bounce(1)).toBe(false)
  expect(await listBouncing(desk.ctx, ['gone@fjord.example'])).toEqual([])
  expect(await bounce(5)).toBe(true)
  expect(await listBouncing(desk.ctx, ['Gone@fjord.example', 'soren@fjord.example'])).toEqual(['gone@fjord.example'])
  expect(await inTransaction(desk.ctx, (inside) => recordBounce(inside, 'x@y.example', new Date(0)))).toBe(false)
})

test('a forgotten person leaves nothing of themselves', async () => {
  const kept = await customerOf(ours, 'forget-me@fjord.example', 'Glem Meg')
  const gone = (await add('forget-me-too@fjord.example', 'Glem Meg')).id
  for (const id of [kept, gone]) await inTransaction(desk.ctx, (inside) => forget(inside, id))
  const left = await sql<{
    id: string
    name: string
  }>`select id, name from customer where id in (${kept}, ${gone})`.execute(desk.house.db)
  expect(left.rows).toEqual([{ id: kept, name: '' }])
  const addresses = await sql`select from customer_address where address like 'forget-me%'`.execute(desk.house.db)
  expect(addresses.rows).toHaveLength(0)
})

test('a customer has several addresses, each theirs alone, and keeps at least one', async () => {
  const agent = desk.as('agent')
  const una = await customerOf(ours, 'una@fjord.example', 'Una Lie')
  await customerOf(ours, 'taken@fjord.example', 'Somebody else')
  const added = await agent('POST', `/customers/${una}/addresses`, { body: { email: 'Una@Work.example' } })
  expect(added).toMatchObject({ status: 201, body: { addresses: ['una@fjord.example', 'una@work.example'] } })
  expect(await agent('POST', `/customers/${una}/addresses`, { body: { email: 'una@work.example' } })).toMatchObject({
    status: 201,
    body: { version: added.body.version },
  })
  expect(await agent('POST', `/customers/${una}/addresses`, { body: { email: 'taken@fjord.example' } })).toMatchObject({
    status: 409,
    body: { code: 'address_taken' },
  })
  expect(
    (await desk.as('light')('POST', `/customers/${una}/addresses`, { body: { email: 'x@y.example' } })).status,
  ).toBe(403)
  expect((await agent('DELETE', `/customers/${una}/addresses/una@fjord.example`)).body.addresses).toEqual([
    'una@work.example',
  ])
  expect(await agent('DELETE', `/customers/${una}/addresses/una@work.example`)).toMatchObject({
    status: 409,
    body: { code: 'last_address' },
  })
})
