import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextFor, inTransaction } from '../../core/ctx.ts'
import { type OpenDesk, openDesk } from '../access/open-desk.testing.ts'
import { changeInbox } from './change-inbox.ts'
import { inboxesApi } from './contract.ts'
import { imapCursors } from './imap-cursors.ts'
import { noteFetching } from './note-fetching.ts'
import { openMailbox } from './open-mailbox.ts'
import { findInboxByRecipient, findInboxRow, visibleInboxIds } from './queries.ts'

let desk: OpenDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

let inboxes = 0
async function newInbox(more: object = {}) {
  inboxes += 1
  const body = { name: `Inbox ${inboxes}`, address: `inbox${inboxes}@nordlys.example`, ...more }
  const answer = await desk.as('admin')('POST', '/inboxes', { body })
  expect(answer.status).toBe(201)
  return answer.body
}
const change = (id: string, body: object, headers: Record<string, string> = {}) =>
  desk.as('admin')('PATCH', `/inboxes/${id}`, { body, headers })
const imap = { host: 'imap.nordlys.example', port: 993, secure: 'tls', user: 'support', secret: 'hemmelig-1' }
const { secret: _secret, ...imapWithoutSecret } = imap
const relay = { host: 'smtp.nordlys.example', port: 587, secure: 'starttls', user: 'support', secret: 'hemmelig-2' }
const nowhere = '01890000-0000-7000-8000-000000000000'

test.each(Object.values(inboxesApi).filter((endpoint) => endpoint.may !== 'anyone'))(
  'a stranger is refused: $method $path',
  async ({ method, path }) => {
    const answer = await desk.stranger(
      method,
      path.replace(':id', nowhere),
      method === 'GET' ? {} : { body: { wrong: 1 } },
    )
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  },
)

test.each([
  ['POST', '/inboxes'],
  ['PATCH', `/inboxes/${nowhere}`],
  ['POST', '/mail-tests/imap'],
  ['POST', '/mail-tests/smtp'],
] as const)('an agent does not run the desk: %s %s', async (method, path) => {
  expect(await desk.as('agent')(method, path, { body: {} })).toMatchObject({
    status: 403,
    body: { code: 'not_allowed' },
  })
})

test('an agent sees the inboxes they are a member of, and no others', async () => {
  const agent = desk.person('agent')
  const mine = await newInbox({ memberIds: [agent.id] })
  const other = await newInbox()
  const seen = (await agent.call('GET', '/inboxes')).body.items.map(({ id }: { id: string }) => id)
  expect(seen).toContain(mine.id)
  expect(seen).not.toContain(other.id)
  expect((await agent.call('GET', `/inboxes/${mine.id}`)).body).toEqual(mine)
  expect((await agent.call('GET', `/inboxes/${other.id}`)).status).toBe(404)
  expect(await visibleInboxIds(contextFor(desk.house, agent.actor))).toEqual([mine.id])
  expect(await visibleInboxIds(contextFor(desk.house, desk.person('owner').actor))).toBe(null)
  await change(mine.id, { memberIds: [] })
  expect((await agent.call('GET', '/inboxes')).body.items).toEqual([])
})

test('an inbox acknowledges mail unless told not to, and takes the address only once', async () => {
  const inbox = await newInbox({ address: 'Post@Nordlys.example' })
  expect(inbox).toMatchObject({
    address: 'post@nordlys.example',
    acknowledge: true,
    imap: null,
    relay: null,
    fetching: null,
  })
  const body = { name: 'Again', address: 'POST@nordlys.example' }
  expect(await desk.as('admin')('POST', '/inboxes', { body })).toMatchObject({
    status: 409,
    body: { code: 'inbox_address_taken' },
  })
  expect((await change(inbox.id, { acknowledge: false })).body.acknowledge).toBe(false)
})

test('members are people of the desk', async () => {
  const inbox = await newInbox()
  expect((await change(inbox.id, { memberIds: [nowhere] })).status).toBe(422)
  const memberIds = [desk.person('agent').id, desk.person('light').id].sort()
  expect((await change(inbox.id, { memberIds: [...memberIds, ...memberIds] })).body.memberIds).toEqual(memberIds)
})

test('two who change an inbox from the same version: the second is told', async () => {
  const inbox = await newInbox()
  const etag = { 'if-match': `"${inbox.version}"` }
  const first = await inTransaction(desk.ctx, async (inside) => {
    await changeInbox(inside, inbox.id, { name: 'A' }, inbox.version)
    const second = change(inbox.id, { name: 'B' }, etag)
    await desk.untilSomebodyWaits()
    return { second }
  })
  expect((await first.second).status).toBe(412)
  expect((await change(nowhere, { name: 'A' })).status).toBe(404)
})

test('mailbox passwords go in, are sealed, and never come out', async () => {
  const inbox = await newInbox({ imap, relay })
  expect(inbox.imap).toEqual({
    ...imapWithoutSecret,
    auth: 'password',
    folders: ['INBOX'],
    afterTaking: 'seen',
    authservId: null,
    hasSecret: true,
  })
  expect(JSON.stringify(inbox)).not.toContain('hemmelig')
  const stored = await sql<{ row: string }>`select i::text as row from inbox i where id = ${inbox.id}`.execute(
    desk.house.db,
  )
  expect(stored.rows[0]?.row).not.toContain('hemmelig')
  expect(stored.rows[0]?.row).not.toContain(Buffer.from('hemmelig').toString('hex'))
  const row = await findInboxRow(desk.ctx, inbox.id)
  const open = openMailbox(desk.ctx, row)
  expect(open.imap).toMatchObject({
    id: inbox.id,
    user: 'support',
    auth: { password: 'hemmelig-1' },
    folders: ['INBOX'],
  })
  expect(open.relayUrl).toBe('smtp://support:hemmelig-2@smtp.nordlys.example:587?tls=required')
  const elsewhere = { ...desk.ctx, house: { ...desk.house, secret: 'another' } }
  expect(() => openMailbox(elsewhere, row)).toThrow('saved under another LOFTE_SECRET')
})

test('a saved password stays for the same server and is asked for again for another', async () => {
  const inbox = await newInbox({ imap })
  const kept = await change(inbox.id, { imap: { ...imapWithoutSecret, folders: ['INBOX', 'Spam'] } })
  expect(kept.body.imap).toMatchObject({ folders: ['INBOX', 'Spam'], hasSecret: true })
  const stolen = { ...imapWithoutSecret, host: 'imap.evil.example' }
  expect(await change(inbox.id, { imap: stolen })).toMatchObject({ status: 422, body: { code: 'secret_needed' } })
  const tried = await desk.as('admin')('POST', '/mail-tests/imap', { body: { ...stolen, inboxId: inbox.id } })
  expect(tried).toMatchObject({ status: 422, body: { code: 'secret_needed' } })
  const row = await findInboxRow(desk.ctx, inbox.id)
  expect(openMailbox(desk.ctx, row).imap).toMatchObject({ host: imap.host, auth: { password: 'hemmelig-1' } })
})

test('another mailbox starts unread, the same one goes on', async () => {
  const inbox = await newInbox({ imap })
  const cursors = imapCursors(desk.ctx, inbox.id)
  expect(await cursors.load('INBOX')).toBe(null)
  await cursors.save('INBOX', { uidValidity: '4294967295', lastUid: 7 })
  await cursors.save('INBOX', { uidValidity: '4294967295', lastUid: 8 })
  await change(inbox.id, { imap: { ...imap, folders: ['INBOX', 'Spam'] } })
  expect(await cursors.load('INBOX')).toEqual({ uidValidity: '4294967295', lastUid: 8 })
  await change(inbox.id, { imap: { ...imap, user: 'sales' } })
  expect(await cursors.load('INBOX')).toBe(null)
  expect((await change(inbox.id, { imap: null })).body.imap).toBe(null)
})

test('how fetching goes is shown, and news only when it changes', async () => {
  const inbox = await newInbox({ imap })
  const note = (state: string, lastMailAt?: Date) =>
    inTransaction(desk.ctx, (inside) => noteFetching(inside, inbox.id, { state, detail: '', lastMailAt }))
  const at = new Date('2026-03-02T07:00:00.123Z')
  await note('connecting')
  await note('watching', at)
  await note('watching')
  const { body } = await desk.as('admin')('GET', `/inboxes/${inbox.id}`)
  expect(body.fetching).toEqual({
    state: 'watching',
    detail: '',
    at: desk.house.now().toISOString(),
    lastMailAt: at.toISOString(),
  })
  const told = await sql<{ state: string }>`select data ->> 'state' as state from event
    where name = 'inbox.fetching-changed' and inbox_id = ${inbox.id} order by tx, id`.execute(desk.house.db)
  expect(told.rows.map(({ state }) => state)).toEqual(['connecting', 'watching'])
})

test('mail finds the inbox it is for', async () => {
  const support = await newInbox({ address: 'support@løfte.example' })
  const special = await newInbox({ address: 'support+vip@løfte.example' })
  const recipients = [
    'Support+Abc@xn--lfte-gra.example',
    'support+vip+1@løfte.example',
    'someone@else.example',
    'SUPPORT@LØFTE.EXAMPLE',
    'support@løfte.example.evil',
  ]
  const found = await findInboxByRecipient(desk.house.db, recipients)
  expect(found.map(({ id, recipients: own }) => [id, own])).toEqual([
    [support.id, [recipients[0], recipients[3]]],
    [special.id, [recipients[1]]],
  ])
  expect(await findInboxByRecipient(desk.house.db, [])).toEqual([])
})

test.each([
  { imap: { ...imap, host: 'a@b/' } },
  { imap: { ...imap, port: 0 } },
  { imap: { ...imap, user: 'a\r\nb' } },
  { relay: { ...relay, host: 'x:y@z' } },
  { relay: { ...relay, secret: 'nul\0' } },
  { other: 1 },
])('what can’t be settings is refused whole: %j', async (body) => {
  const inbox = await newInbox()
  expect((await change(inbox.id, body)).status).toBe(422)
  expect((await desk.as('admin')('GET', `/inboxes/${inbox.id}`)).body).toEqual(inbox)
})

test('a server that is not there is told in the asker’s language', async () => {
  const server = new SMTPServer()
  const port = await listening(server)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  const nobody = { host: '127.0.0.1', port, secure: 'none', user: 'x', secret: 'y' }
  await desk.as('admin')('PATCH', '/session/user', { body: { language: 'nb' } })
  for (const path of ['/mail-tests/imap', '/mail-tests/smtp']) {
    const answer = await desk.as('admin')('POST', path, { body: nobody })
    expect(answer).toMatchObject({ status: 200, body: { ok: false, problem: 'unreachable' } })
    expect(answer.body.words).toContain('Ingen svarer på den serveren og porten.')
  }
})

test('a relay that takes us is told so, with the password that is saved', async () => {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, answer) =>
      username === 'support' && password === 'hemmelig-2' ? answer(null, { user: 'support' }) : answer(new Error('No')),
  })
  const port = await listening(server)
  try {
    const own = { host: '127.0.0.1', port, secure: 'none', user: 'support' }
    const inbox = await newInbox({ relay: { ...own, secret: 'hemmelig-2' } })
    const ask = (body: object) => desk.as('admin')('POST', '/mail-tests/smtp', { body })
    expect((await ask({ ...own, inboxId: inbox.id })).body).toMatchObject({ ok: true, problem: null })
    expect((await ask({ ...own, secret: 'wrong' })).body).toMatchObject({ ok: false, problem: 'password' })
    expect((await ask(own)).body.code).toBe('secret_needed')
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
})

function listening(server: SMTPServer): Promise<number> {
  return new Promise((resolve) => {
    const inner = server.listen(0, '127.0.0.1', () => resolve((inner.address() as { port: number }).port))
  })
}

test('an inbox’s id is found in its news', async () => {
  const inbox = await newInbox({ memberIds: [desk.person('agent').id] })
  await change(inbox.id, { signature: 'Hilsen', name: 'Ny' })
  const told = await sql<{
    name: string
    data: object
  }>`select name, data from event where inbox_id = ${inbox.id} order by tx, id`.execute(desk.house.db)
  expect(told.rows).toEqual([
    { name: 'inbox.added', data: {} },
    { name: 'inbox.members-changed', data: { memberIds: [desk.person('agent').id], leftIds: [] } },
    { name: 'inbox.changed', data: { fields: ['name', 'signature'] } },
  ])
})
