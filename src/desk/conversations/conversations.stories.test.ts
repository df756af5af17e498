import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeMail } from '../../../tests/mail-builder.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { newId } from '../../core/ids.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.close())

async function opened(subject = `Sag ${newId()}`, inboxId = world.inboxId) {
  const start = {
    inboxId,
    customer: { email: `k${newId().slice(-8)}@kunde.example`, name: 'Ea' },
    subject,
    text: 'Jeg har ikke fået noget svar fra jer endnu.',
    from: 'customer',
  }
  const { body, status } = await world.as('kari').post('/conversations', start)
  expect(status).toBe(201)
  return { ...body, path: `/conversations/${body.id}` }
}

const conversationKeys = [
  'id',
  'number',
  'subject',
  'status',
  'stage',
  'language',
  'priority',
  'inboxId',
  'teamId',
  'assigneeId',
  'customer',
  'tags',
  'waitingSince',
  'nextDueAt',
  'flags',
  'createdAt',
  'updatedAt',
]
const messageKeys = [
  'id',
  'conversationId',
  'kind',
  'author',
  'subject',
  'text',
  'newText',
  'html',
  'language',
  'attachments',
  'delivery',
  'at',
]
const attachmentKeys = ['id', 'filename', 'mediaType', 'size', 'sha256', 'url']
const outgoingKeys = ['id', 'conversationId', 'messageId', 'kind', 'to', 'subject', 'internetMessageId', 'state', 'at']
const quarantineKeys = ['id', 'inboxId', 'reason', 'receivedAt', 'from', 'subject']

test('Lists and single things have the shapes that other programs rely on', async () => {
  const read = await world.deliver(writeMail({ attachments: [{ filename: 'a.txt', content: Buffer.from('a') }] }))
  await world.deliver(
    'From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n' +
      '--x\n\nhej\n'.repeat(3000),
  )
  const { conversationId } = read as { conversationId: string }
  const { body: list } = await world.as('holm').get('/conversations')
  const { body: one } = await world.as('holm').get(`/conversations/${conversationId}`)
  for (const each of [list.items[0], one]) {
    expect(Object.keys(each)).toEqual(expect.arrayContaining(conversationKeys))
    expect(Object.keys(each.customer)).toEqual(['id', 'name', 'addresses'])
  }
  expect(Object.keys(list)).toEqual(['items', 'nextCursor'])
  const { body: messages } = await world.as('holm').get(`/conversations/${conversationId}/messages`)
  expect(Object.keys(messages.items[0])).toEqual(expect.arrayContaining(messageKeys))
  expect(Object.keys(messages.items[0].author)).toEqual(['type', 'id', 'name', 'address'])
  expect(Object.keys(messages.items[0].attachments[0])).toEqual(expect.arrayContaining(attachmentKeys))
  expect(Object.keys((await world.as('holm').get('/outgoing')).body.items[0])).toEqual(
    expect.arrayContaining(outgoingKeys),
  )
  expect(Object.keys((await world.as('holm').get('/quarantine')).body.items[0])).toEqual(
    expect.arrayContaining(quarantineKeys),
  )
})

test('Spam is in no list but its own, and statuses can be asked for together', async () => {
  const [spam, done] = [await opened(), await opened()]
  await world.as('holm').patch(spam.path, { status: 'spam' })
  await world.as('holm').patch(done.path, { status: 'resolved' })
  const ids = async (query: string) =>
    (await world.as('holm').get(`/conversations?limit=200${query}`)).body.items.map((each: { id: string }) => each.id)
  expect(await ids('')).not.toContain(spam.id)
  expect(await ids('')).toContain(done.id)
  expect(await ids('&status=spam,resolved')).toEqual(expect.arrayContaining([spam.id, done.id]))
  expect(await ids('&status=new')).not.toContain(done.id)
})

test('Who has it: me, none, or somebody', async () => {
  const [mine, none] = [await opened(), await opened()]
  await world.as('holm').patch(mine.path, { assigneeId: world.as('holm').id })
  const ids = async (query: string) =>
    (await world.as('holm').get(`/conversations?limit=200&assignee=${query}`)).body.items.map(
      (each: { id: string }) => each.id,
    )
  expect(await ids('me')).toContain(mine.id)
  expect(await ids(world.as('holm').id)).toContain(mine.id)
  expect(await ids('none')).toContain(none.id)
  expect(await ids('none')).not.toContain(mine.id)
})

test('Each order is kept over pages, also while rows change', async () => {
  const made = []
  for (let count = 0; count < 6; count++) {
    world.clock.move(1)
    made.push(await opened())
  }
  for (const sort of ['created', 'updated', 'due']) {
    const all = (await world.as('holm').get(`/conversations?limit=200&sort=${sort}`)).body.items.map(
      (each: { id: string }) => each.id,
    )
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await world
        .as('holm')
        .get(`/conversations?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
      paged.push(...page.body.items.map(({ id }) => id))
      cursor = page.body.nextCursor
      // One already seen changes: it must not come again, and none may be left out for it.
      world.clock.move(1)
      await world.as('holm').patch(`/conversations/${page.body.items[0]?.id}`, { tags: [newId()] })
    }
    expect(paged).toEqual(all)
  }
  const newest = (await world.as('holm').get('/conversations?limit=6&sort=created')).body.items.map(
    (each: { id: string }) => each.id,
  )
  expect(newest).toEqual(made.map(({ id }) => id).reverse())
})

test('The soonest due comes first, and what has no time last', async () => {
  const [later, sooner] = [await opened(), await opened()]
  await world.house.db
    .updateTable('conversation')
    .set({ next_due_at: new Date('2026-05-02') })
    .where('id', '=', later.id)
    .execute()
  await world.house.db
    .updateTable('conversation')
    .set({ next_due_at: new Date('2026-05-01') })
    .where('id', '=', sooner.id)
    .execute()
  const { body } = await world.as('holm').get('/conversations?sort=due&limit=1')
  expect(body.items[0].id).toBe(sooner.id)
  const next = await world.as('holm').get(`/conversations?sort=due&limit=1&cursor=${body.nextCursor}`)
  expect(next.body.items[0].id).toBe(later.id)
})

test('A number, an address or words of the subject find a conversation', async () => {
  const word = `Kvark${newId().slice(-6)}`
  const conversation = await opened(`Om ${word} i haven`)
  for (const q of [
    `%23${conversation.number}`,
    String(conversation.number),
    conversation.customer.addresses[0],
    word,
    word.slice(0, 8).toUpperCase(),
  ]) {
    const { body } = await world.as('holm').get(`/conversations?limit=200&q=${q}`)
    expect(body.items.map((each: { id: string }) => each.id)).toContain(conversation.id)
  }
  for (const q of ["' or 1=1 --", ':*&|!()', '½', '\\', '%25'])
    expect((await world.as('holm').get(`/conversations?q=${encodeURIComponent(q)}`)).status).toBe(200)
})

test('Solved and taken up again by hand, the customer waits from then', async () => {
  const { path } = await opened()
  expect((await world.as('holm').patch(path, { status: 'resolved' })).body).toMatchObject({
    status: 'resolved',
    waitingSince: null,
  })
  world.clock.move(60)
  expect((await world.as('holm').patch(path, { status: 'open' })).body.waitingSince).toBe(world.clock.at.toISOString())
})

test('Work goes only to who can see it, and does not follow its conversation where they can’t', async () => {
  const { path } = await opened()
  for (const assigneeId of [world.as('outsider').id, newId()]) {
    const answer = await world.as('holm').patch(path, { assigneeId })
    expect([answer.status, answer.body.code]).toEqual([422, 'unknown_assignee'])
  }
  expect((await world.as('holm').patch(path, { assigneeId: world.as('holm').id })).body.assigneeId).toBe(
    world.as('holm').id,
  )
  expect((await world.as('holm').patch(path, { inboxId: world.otherInboxId })).body.code).toBe('unknown_inbox')
  expect((await world.as('kari').patch(path, { inboxId: world.otherInboxId })).body).toMatchObject({
    inboxId: world.otherInboxId,
    assigneeId: null,
  })
  expect((await world.as('holm').get(path)).status).toBe(404)
  expect((await world.as('kari').patch(path, { teamId: newId() })).body.code).toBe('unknown_team')
})

test('A change based on an old version is refused; the same value is no change', async () => {
  const { path } = await opened()
  const { headers, body } = await world.as('holm').get(path)
  const etag = String(headers.etag)
  expect((await world.as('holm').patch(path, { priority: 'high' }, { 'if-match': etag })).status).toBe(200)
  const stale = await world.as('siv').patch(path, { priority: 'low' }, { 'if-match': etag })
  expect([stale.status, stale.body.code]).toEqual([412, 'changed_meanwhile'])
  const snoozedUntil = '2026-03-09T08:00:00+01:00'
  const { body: snoozed } = await world.as('holm').patch(path, { snoozedUntil, tags: ['a', 'a ', 'b'] })
  expect(snoozed).toMatchObject({ snoozedUntil: '2026-03-09T07:00:00.000Z', tags: ['a', 'b'] })
  expect((await world.as('holm').patch(path, { snoozedUntil, tags: ['a', 'b'] })).body.version).toBe(snoozed.version)
  expect(snoozed.version).toBe(body.version + 2)
})

test('The same request with the same key is done once, however often and however fast it comes', async () => {
  const { path } = await opened()
  const key = { 'idempotency-key': newId() }
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Én gang' }, key)),
  )
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect((await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Én gang' }, key)).body).toEqual(
    answers[0]?.body,
  )
  expect((await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Anden' }, key)).body.code).toBe(
    'same_key_other_request',
  )
  expect((await world.as('holm').get(path)).body.messageCount).toBe(2)
})

test('A draft is its writer’s alone and gone once it is sent', async () => {
  const { path } = await opened()
  await world.as('holm').put(`${path}/drafts`, { kind: 'reply', text: 'Jeg var ved at' })
  await world.as('holm').put(`${path}/drafts`, { kind: 'note', text: 'Husk' })
  expect((await world.as('holm').get(`${path}/drafts`)).body).toEqual({ reply: 'Jeg var ved at', note: 'Husk' })
  expect((await world.as('siv').get(`${path}/drafts`)).body).toEqual({ reply: null, note: null })
  await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Jeg var ved at svare' })
  expect((await world.as('holm').get(`${path}/drafts`)).body).toEqual({ reply: null, note: 'Husk' })
  await world.as('holm').put(`${path}/drafts`, { kind: 'note', text: '  ' })
  expect((await world.as('holm').get(`${path}/drafts`)).body.note).toBeNull()
})

test('Who takes part is decided by people; the customer stays', async () => {
  const { path, customer } = await opened()
  const added = await world.as('holm').post(`${path}/participants`, { email: 'Ida@Kunde.example', name: 'Ida' })
  expect(added.body.participants).toEqual([
    { address: customer.addresses[0], name: 'Ea', role: 'customer' },
    { address: 'ida@kunde.example', name: 'Ida', role: 'copied' },
  ])
  expect(
    (await world.as('holm').post(`${path}/participants`, { email: 'ida@kunde.example' })).body.participants,
  ).toHaveLength(2)
  expect((await world.as('holm').delete(`${path}/participants/${customer.addresses[0]}`)).body.code).toBe(
    'customer_stays',
  )
  expect((await world.as('holm').delete(`${path}/participants/IDA@kunde.example`)).body.participants).toHaveLength(1)
})

test('The history tells who did what when, and never in whose words', async () => {
  const { path } = await opened('Hemmeligt emne')
  world.clock.move(1)
  await world.as('holm').post(`${path}/messages`, { kind: 'note', text: 'Hemmelig note' })
  await world.as('siv').patch(path, { subject: 'Andet hemmeligt', priority: 'urgent' })
  await world.as('holm').post(`${path}/participants`, { email: 'hemmelig@kunde.example' })
  const { body } = await world.as('holm').get(`${path}/history`)
  expect(body.items.map((each: { type: string }) => each.type)).toEqual([
    'conversation.opened',
    'message.received',
    'message.written',
    'conversation.changed',
    'participant.added',
  ])
  expect(body.items[3]).toMatchObject({
    actor: { type: 'agent', id: world.as('siv').id, name: 'Siv Lind' },
    data: { changes: { priority: 'urgent', subject: true } },
  })
  expect(JSON.stringify(body)).not.toMatch(/emmelig/)
})

test('Messages come oldest first, in pages of at most 200', async () => {
  const { path } = await opened()
  for (let count = 0; count < 5; count++)
    await world.as('holm').post(`${path}/messages`, { kind: 'note', text: String(count) })
  const first = await world.as('holm').get(`${path}/messages?limit=4`)
  const rest = await world.as('holm').get(`${path}/messages?limit=4&cursor=${first.body.nextCursor}`)
  expect([...first.body.items, ...rest.body.items].slice(1).map((each: { newText: string }) => each.newText)).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
  ])
  expect(rest.body.nextCursor).toBeNull()
  for (const limit of ['201', '0', '-1', 'x', ''])
    expect((await world.as('holm').get(`${path}/messages?limit=${limit}`)).status).toBe(422)
})

test('The numbers beside the views are the lists’', async () => {
  const { body } = await world.as('holm').get('/conversation-counts')
  const count = async (query: string) =>
    (await world.as('holm').get(`/conversations?limit=200&${query}`)).body.items.length
  expect(body).toEqual({
    new: await count('status=new'),
    open: await count('status=new,open'),
    mine: await count('status=new,open&assignee=me'),
    unassigned: await count('status=new,open&assignee=none'),
    waiting: await count('status=waiting'),
  })
})
