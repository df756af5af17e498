import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeMail } from '../../../tests/mail-builder.ts'
import { cast, openWorld, type World } from '../../../tests/world.ts'
import { newId } from '../../core/ids.ts'
import { claimInbound, readClaimed, readInbound } from './read-inbound.ts'
import { readingOf } from './reading.ts'
import { takeIn } from './take-in.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.close())

/** More parts than any person's mail has: refused by its content, at every try. */
function unreadable(subject: string): Buffer {
  const parts = Array.from({ length: 3000 }, (_, index) => `--x\r\nContent-Type: text/plain\r\n\r\n${index}\r\n`).join(
    '',
  )
  return Buffer.from(
    `From: Ea <ea@kunde.example>\r\nTo: support@nordlys.example\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${parts}--x--\r\n`,
  )
}

async function setAside(subject: string) {
  const raw = unreadable(subject)
  const read = await world.deliver(raw)
  expect(read.state).toBe('quarantined')
  const { body } = await world.as('holm').get('/quarantine')
  return { raw, entry: body.items.find((each: { subject: string }) => each.subject === subject) }
}

test('A mail that can’t be read lies in the quarantine with a reason a person understands, and byte for byte', async () => {
  const { raw, entry } = await setAside('Mange dele')
  expect(entry).toMatchObject({
    inboxId: world.inboxId,
    from: expect.stringContaining('ea@kunde.example'),
    code: 'too-many-parts',
  })
  expect(entry.reason).toMatch(/^[A-Z].{10,}/)
  expect(entry.reason).not.toMatch(/Error|\bat \w+ \(/)
  expect(entry.receivedAt).toBe(world.clock.at.toISOString())
  const original = await world.as('holm').get(`/quarantine/${entry.id}/original`)
  expect(original.raw.equals(raw)).toBe(true)
  expect(
    (await world.as('holm').get('/conversations')).body.items.filter(
      (each: { subject: string }) => each.subject === 'Mange dele',
    ),
  ).toEqual([])
})

test('Try again says what came of it, and the mail stays where it is until it can be read', async () => {
  const { entry } = await setAside('Igen')
  const again = await world.as('holm').post(`/quarantine/${entry.id}/release`)
  expect(again.body).toMatchObject({ ok: false, state: 'quarantined', reason: entry.reason, messageId: null })
  const { body } = await world.as('holm').get('/quarantine')
  expect(body.items.find((each: { id: string }) => each.id === entry.id)?.attempts).toBe(2)
})

test('What a fault of ours set aside is filed by Try again, once the fault is mended', async () => {
  const raw = writeMail({ subject: 'Sat til side', from: 'ib@kunde.example' })
  // A trigger that says no stands for the fault.
  await sql`create function say_no() returns trigger language plpgsql as 'begin raise exception ''no''; end'`.execute(
    world.house.db,
  )
  await sql`create trigger say_no before insert on message for each row execute function say_no()`.execute(
    world.house.db,
  )
  try {
    expect((await world.deliver(raw)).state).toBe('later')
    const states: string[] = []
    for (const _ of [2, 3]) {
      world.clock.move(60)
      const [row] = await claimInbound(world.house, 1)
      if (row) states.push((await readInbound(world.house, readingOf(world.house), row)).state)
    }
    expect(states).toEqual(['later', 'quarantined'])
  } finally {
    await sql`drop trigger say_no on message`.execute(world.house.db)
  }
  const { body } = await world.as('holm').get('/quarantine')
  const entry = body.items.find((each: { subject: string }) => each.subject === 'Sat til side')
  expect(entry).toMatchObject({ code: 'filing-fault' })
  const again = await world.as('holm').post(`/quarantine/${entry.id}/release`)
  expect(again.body).toMatchObject({ ok: true, state: 'filed', reason: null })
  expect((await world.as('holm').get(`/messages/${again.body.messageId}/original`)).raw.equals(raw)).toBe(true)
  expect((await world.as('holm').post(`/quarantine/${entry.id}/release`)).status).toBe(404)
})

test('Show as text files it as the plain text of its source, with the source attached, and nobody is answered', async () => {
  const { raw, entry } = await setAside('Som tekst')
  const shown = await world.as('holm').post(`/quarantine/${entry.id}/plain`)
  expect(shown.status).toBe(200)
  const { body: list } = await world.as('holm').get('/conversations?q=tekst')
  const conversation = list.items[0]
  expect(conversation.customer.addresses).toEqual(['ea@kunde.example'])
  const { body } = await world.as('holm').get(`/conversations/${conversation.id}/messages`)
  expect(body.items[0]).toMatchObject({
    id: shown.body.messageId,
    kind: 'customer',
    remarks: [expect.stringContaining('plain text')],
  })
  const [attached] = body.items[0].attachments
  expect((await world.as('holm').get(attached.url)).raw.equals(raw)).toBe(true)
  expect((await world.as('holm').get('/quarantine')).body.items.map((each: { id: string }) => each.id)).not.toContain(
    entry.id,
  )
  const { body: outgoing } = await world.as('holm').get('/outgoing')
  expect(outgoing.items.filter((each: { conversationId: string }) => each.conversationId === conversation.id)).toEqual(
    [],
  )
})

test('The list comes in pages, newest first', async () => {
  const { body: all } = await world.as('holm').get('/quarantine?limit=200')
  const paged: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await world
      .as('holm')
      .get(`/quarantine?limit=1${cursor && `&cursor=${cursor}`}`)
    paged.push(...page.body.items.map(({ id }) => id))
    cursor = page.body.nextCursor
  }
  expect(paged).toEqual(all.items.map((each: { id: string }) => each.id))
})

test('a mail that ends the process each time it is read is set aside unread, and stands in nobody’s way', async () => {
  const { house } = world
  await takeIn(
    house,
    {
      raw: Buffer.from(writeMail({ subject: 'Den sidste dråbe' })),
      via: 'smtp',
      sourceKey: `smtp/${newId()}`,
      recipients: [cast.support],
      sender: cast.customer.address,
      peer: null,
      trust: { verdict: 'unknown', detail: '' },
      receivedAt: house.now(),
    },
    [world.inboxId],
  )
  let row: Awaited<ReturnType<typeof claimInbound>>[number] | undefined
  // Each time the process dies with the row in hand; the next one frees the dead one's claim and takes it again.
  for (let deaths = 0; deaths < 7; deaths++) {
    row = (await claimInbound(house, 1))[0]
    await sql`update inbound set claimed_by = null where id = ${row?.id ?? ''}`.execute(house.db)
  }
  const noReading = { read: () => Promise.reject(new Error('It must not be read again.')), close: async () => {} }
  if (row) await readClaimed(house, noReading, row)
  const items = (await world.as('kari').get('/quarantine')).body.items
  expect(items.find((each: { id: string }) => each.id === row?.id)).toMatchObject({
    code: 'ends-the-process',
    subject: 'Den sidste dråbe',
  })
})
