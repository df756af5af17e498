import { afterAll, beforeAll, expect, test } from 'vitest'
import { newMessageId, writeMail } from '../../../tests/mail-builder.ts'
import { cast, openWorld, type World } from '../../../tests/world.ts'
import { readMail } from '../../channels/email/read/read-mail.ts'
import { newId } from '../../core/ids.ts'
import { claimInbound, readInbound } from './read-inbound.ts'
import { readingOf } from './reading.ts'
import { takeIn } from './take-in.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.close())

const customer = () => `k${newId().slice(-8)}@kunde.example`
const verified = { trust: { verdict: 'verified' as const, detail: 'dkim' } }
type About = NonNullable<Parameters<World['deliver']>[1]>

/** Delivers a mail and answers what went out by itself because of it. */
async function automatic(raw: Buffer, about: About = {}) {
  const read = await world.deliver(raw, about)
  if (read.state !== 'filed') throw new Error(read.state)
  const { body } = await world.as('kari').get('/outgoing?limit=200')
  const ours = body.items.filter(
    (each: { kind: string; conversationId: string }) =>
      each.kind === 'automatic' && each.conversationId === read.conversationId,
  )
  return Promise.all(
    ours.map(async (each: { id: string; to: string[] }) => {
      const { raw } = await world.as('kari').get(`/outgoing/${each.id}/original`)
      return { ...each, words: raw.toString(), mail: readMail(raw).mail }
    }),
  )
}

test('A proved customer is told that their mail has come, as an answer in their own thread', async () => {
  const from = customer()
  const messageId = newMessageId()
  const [sent, ...more] = await automatic(
    writeMail({ from: `Søren <${from}>`, subject: 'Måleren tikker', messageId }),
    { ...verified, sender: from },
  )
  expect(more).toEqual([])
  expect(sent).toMatchObject({ to: [from], messageId: null, state: 'held' })
  expect(sent?.words).toMatch(/^Auto-Submitted: auto-replied\r$/m)
  expect(sent?.mail.inReplyTo).toBe(messageId)
  expect(sent?.mail.subject).toMatch(/^Re: Måleren tikker \[#\d+\]$/)
  expect(sent?.mail.text.match(/\/c\/c\S+/g)).toHaveLength(1)
  const row = await world.house.db
    .selectFrom('outgoing')
    .select('envelope_sender')
    .where('id', '=', sent?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(row.envelope_sender).toBe('')
})

test.each([
  ['da', 'Hej\n\nJeg har ikke fået min regning endnu. Hvornår kommer den?', 'Tak for din mail'],
  ['nb', 'Hei\n\nJeg har ikke fått regningen min ennå. Når kommer den?', 'Takk for e-posten'],
  ['sv', 'Hej\n\nJag har inte fått min räkning ännu. När kommer den?', 'Tack för ditt mejl'],
  ['en', 'Hello\n\nI have not received my bill yet. When will it be here?', 'Thank you for writing'],
])('Whoever writes in %s is answered in it', async (_, text, words) => {
  const [sent] = await automatic(writeMail({ from: customer(), text }))
  expect(sent?.mail.text).toContain(words)
})

test('To an unproved sender go fixed words only: nothing they wrote, not even their name', async () => {
  const from = customer()
  const [sent] = await automatic(
    writeMail({
      from: `Vind en præmie <${from}>`,
      subject: 'Klik på evil.example',
      text: 'Se evil.example nu, det er gratis for jer.',
    }),
    { sender: from },
  )
  expect(sent?.words).not.toMatch(/evil\.example|præmie/)
  expect(sent?.mail.subject).toMatch(/^Vi har fået din henvendelse \[#\d+\]$/)
  expect(sent?.mail.to).toEqual([{ name: '', address: from }])
})

const never: [string, (from: string) => [Parameters<typeof writeMail>[0], About]][] = [
  ['an out-of-office answer', (from) => [{ from, headers: { 'Auto-Submitted': 'auto-replied' } }, { sender: from }]],
  ['a machine’s mail', (from) => [{ from, headers: { 'Auto-Submitted': 'auto-generated' } }, { sender: from }]],
  [
    'a mailing list',
    (from) => [{ from, headers: { 'List-Id': '<nyt.kunde.example>', Precedence: 'list' } }, { sender: from }],
  ],
  ['bulk mail', (from) => [{ from, headers: { Precedence: 'bulk' } }, { sender: from }]],
  ['the null sender', (from) => [{ from }, { sender: '' }]],
  ['a forged sender', (from) => [{ from }, { sender: from, trust: { verdict: 'failed', detail: 'spf' } }]],
  ['an address nobody reads', () => [{ from: 'no-reply@kunde.example' }, { sender: 'no-reply@kunde.example' }]],
  ['ourselves', () => [{ from: cast.hjelp }, { ...verified, sender: cast.hjelp }]],
  [
    'ourselves under a plus-address',
    () => [{ from: cast.hjelp.replace('@', '+x@') }, { ...verified, sender: cast.hjelp }],
  ],
  ['a mail more than a day old', (from) => [{ from, date: new Date('2026-03-03T08:00:00Z') }, { sender: from }]],
  ['a mail out of a file', (from) => [{ from }, { sender: null, via: 'file' }]],
  [
    'an address that can’t be written to safely',
    () => [{ from: '"to, or not"@kunde.example' }, { sender: 'x@kunde.example' }],
  ],
]
test.each(never)('%s is never answered by itself', async (_, make) => {
  const [mail, about] = make(customer())
  expect(await automatic(writeMail(mail), { ...verified, ...about })).toEqual([])
})

test('An inbox that does not want it sends none', async () => {
  await world.as('kari').patch(`/inboxes/${world.otherInboxId}`, { acknowledge: false })
  expect(
    await automatic(writeMail({ from: customer(), to: cast.hjelp }), {
      inboxId: world.otherInboxId,
      recipients: [cast.hjelp],
    }),
  ).toEqual([])
})

test('One conversation gets one in a day, and another once it was solved and is taken up again', async () => {
  const from = customer()
  const messageId = newMessageId()
  const first = await world.deliver(writeMail({ from, messageId }), { ...verified, sender: from })
  const path = `/conversations/${(first as { conversationId: string }).conversationId}`
  const again = () =>
    automatic(writeMail({ from, inReplyTo: messageId, date: world.clock.at }), { ...verified, sender: from })
  expect(await again()).toHaveLength(1)
  await world.as('holm').patch(path, { status: 'resolved' })
  expect(await again()).toHaveLength(1)
  world.clock.move(25 * 3600)
  await world.as('holm').patch(path, { status: 'resolved' })
  expect(await again()).toHaveLength(2)
  expect((await world.as('holm').get(path)).body.status).toBe('open')
})

test('Nobody gets more than five an hour, however many mails come at one moment', async () => {
  const from = customer()
  for (let count = 0; count < 12; count++) {
    const raw = writeMail({ from, date: world.clock.at })
    await takeIn(
      world.house,
      {
        raw,
        via: 'smtp',
        sourceKey: newId(),
        recipients: [cast.support],
        sender: from,
        peer: null,
        ...verified,
        receivedAt: world.house.now(),
      },
      [world.inboxId],
    )
  }
  const rows = await claimInbound(world.house, 12)
  const states: string[] = []
  for (const at of [0, 4, 8]) {
    const reads = await Promise.all(
      rows.slice(at, at + 4).map((row) => readInbound(world.house, readingOf(world.house), row)),
    )
    states.push(...reads.map(({ state }) => state))
  }
  expect(states).toEqual(Array(12).fill('filed'))
  const { body } = await world.as('kari').get('/outgoing?limit=200')
  expect(body.items.filter((each: { to: string[] }) => each.to.includes(from))).toHaveLength(5)
})
