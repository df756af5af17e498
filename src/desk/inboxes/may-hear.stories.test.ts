import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../core/ctx.ts'
import type { Logged } from '../../core/events.ts'
import { newId } from '../../core/ids.ts'
import { type OpenDesk, openDesk } from '../access/open-desk.testing.ts'
import { findOrAddCustomer } from '../customers/find-or-add-customer.ts'
import { addInbox } from './add-inbox.ts'
import { mayHear } from './may-hear.ts'

let desk: OpenDesk
let ours = ''
let theirs = ''
beforeAll(async () => {
  desk = await openDesk()
  const add = (address: string, memberIds: string[]) =>
    inTransaction(desk.ctx, async (inside) => (await addInbox(inside, { address, name: address, memberIds })).id)
  ours = await add('ours@nordlys.example', [desk.person('agent').id])
  theirs = await add('theirs@nordlys.example', [])
})
afterAll(() => desk.close())

const roles = ['owner', 'admin', 'agent', 'light']
async function hearers(event: Partial<Logged>): Promise<string[]> {
  const happening: Logged = {
    cursor: '1.x',
    id: newId(),
    name: 'message.received',
    at: desk.house.now(),
    actorType: 'system',
    actorId: null,
    inboxId: null,
    conversationId: null,
    customerId: null,
    data: {},
    ...event,
  }
  const hearing = await mayHear(
    desk.house,
    happening,
    roles.map((role) => desk.person(role).actor),
  )
  return roles.filter((role) => hearing.has(desk.person(role).id))
}

test('news of an inbox reaches its members and those who run the desk', async () => {
  expect(await hearers({ inboxId: ours })).toEqual(['owner', 'admin', 'agent'])
  expect(await hearers({ inboxId: theirs })).toEqual(['owner', 'admin'])
  expect(await hearers({ inboxId: theirs, name: 'user.changed' })).toEqual(['owner', 'admin'])
})

test('who has just left an inbox hears that, and nothing after', async () => {
  const leftIds = [desk.person('light').id]
  const left = { inboxId: theirs, name: 'inbox.members-changed', data: { memberIds: [], leftIds } }
  expect(await hearers(left)).toEqual(['owner', 'admin', 'light'])
})

test('news of the desk itself is everyone’s, unknown news only for those who run it', async () => {
  expect(await hearers({ name: 'desk.changed' })).toEqual(roles)
  expect(await hearers({ name: 'user.changed' })).toEqual(roles)
  expect(await hearers({ name: 'team.added' })).toEqual(roles)
  expect(await hearers({ name: 'something.new' })).toEqual(['owner', 'admin'])
})

test('a person hears of their own sessions and tokens, colleagues don’t', async () => {
  expect(await hearers({ name: 'session.opened', actorId: desk.person('light').id })).toEqual([
    'owner',
    'admin',
    'light',
  ])
})

test('news of a customer reaches those who may see them', async () => {
  const customer = await inTransaction(desk.ctx, (inside) =>
    findOrAddCustomer(inside, { address: 'soren@fjord.example', name: 'Søren', language: null }),
  )
  const event = { name: 'customer.changed', customerId: customer.id }
  expect(await hearers(event)).toEqual(['owner', 'admin'])
  await sql`insert into conversation (id, subject, status, inbox_id, customer_id, created_at, updated_at)
    values (${newId()}, 'Hei', 'new', ${ours}, ${customer.id}, ${desk.house.now()}, ${desk.house.now()})`.execute(
    desk.house.db,
  )
  expect(await hearers(event)).toEqual(['owner', 'admin', 'agent'])
})

test('a right withdrawn is silent at once', async () => {
  await sql`update account set role = 'light' where email = 'admin@desk.example'`.execute(desk.house.db)
  expect(await hearers({ inboxId: ours })).toEqual(['owner', 'agent'])
  await sql`delete from inbox_member where inbox_id = ${ours}`.execute(desk.house.db)
  expect(await hearers({ inboxId: ours })).toEqual(['owner'])
  await sql`update account set disabled_at = ${desk.house.now()} where email = 'owner@desk.example'`.execute(
    desk.house.db,
  )
  expect(await hearers({ inboxId: ours })).toEqual([])
})
