import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newMessageId, writeBounce, writeMail } from '../../../tests/mail-builder.ts'
import { cast, openWorld, type World } from '../../../tests/world.ts'
import { type ScriptedRelay, startScriptedRelay } from '../../channels/email/wire/scripted-relay.testing.ts'
import { newId } from '../../core/ids.ts'
import { createRelays, type Relays } from './relays.ts'
import { claimOutgoing, sendOutgoing } from './send-outgoing.ts'

let far: ScriptedRelay
let world: World
let relays: Relays
beforeAll(async () => {
  far = await startScriptedRelay()
  world = await openWorld({ env: { smtpUrl: `smtp://127.0.0.1:${far.port}` } })
  relays = createRelays(world.house)
  await world.as('kari').patch(`/inboxes/${world.inboxId}`, { acknowledge: false })
}, 60_000)
afterAll(async () => {
  await relays.close()
  await world.close()
  await far.close()
})
beforeEach(() => {
  far.script = {}
})

/** What the desk does by itself with a mail that is due. */
async function sendDue(): Promise<void> {
  for (let rows = await claimOutgoing(world.house, 10); rows.length > 0; rows = await claimOutgoing(world.house, 10)) {
    for (const row of rows) await sendOutgoing(world.house, relays, row)
  }
}

const verified = { trust: { verdict: 'verified' as const, detail: 'dkim' } }
const see = async (path: string) => (await world.as('kari').get(path)).body
async function replied(more: object = {}) {
  const from = `k${newId().slice(-8)}@kunde.example`
  const read = await world.deliver(writeMail({ from }), { ...verified, sender: from })
  const { conversationId } = read as { conversationId: string }
  const path = `/conversations/${conversationId}`
  const { body: message } = await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Svar', ...more })
  return { from, conversationId, path, message, id: message.id as string }
}
const delivery = async (path: string, id: string) =>
  (await see(`${path}/messages`)).items.find((each: { id: string }) => each.id === id).delivery
async function outgoingOf(messageId: string) {
  return (await see('/outgoing?limit=200')).items.find((each: { messageId: string }) => each.messageId === messageId)
}
async function notifications(conversationId: string) {
  const { items } = await see('/outgoing?limit=200')
  return items.filter(
    (each: { kind: string; conversationId: string }) =>
      each.kind === 'notification' && each.conversationId === conversationId,
  )
}

test('A reply leaves once, as the very bytes the desk shows, from an address that knows it again', async () => {
  const { from, message, path } = await replied()
  expect(message.delivery.state).toBe('queued')
  await sendDue()
  const sent = far.mails.filter(({ to }) => to.includes(from))
  expect(sent).toHaveLength(1)
  expect(sent[0]?.from).toMatch(/^support\+c.*@nordlys\.example$/)
  const original = await world.as('holm').get(`/messages/${message.id}/original`)
  expect(sent[0]?.raw.equals(original.raw)).toBe(true)
  expect((await delivery(path, message.id)).state).toBe('sent')
  expect(await outgoingOf(message.id)).toMatchObject({
    state: 'sent',
    attempts: 1,
    perhapsTwice: 0,
    recipients: [{ address: from, state: 'sent' }],
  })
})

test('Nothing leaves within the undo window or before its time; what has left can’t be taken back', async () => {
  const { from, id } = await replied({ undoSeconds: 10 })
  await sendDue()
  expect(far.mails.some(({ to }) => to.includes(from))).toBe(false)
  world.clock.move(11)
  await sendDue()
  expect(far.mails.some(({ to }) => to.includes(from))).toBe(true)
  const back = await world.as('holm').delete(`/messages/${id}`)
  expect([back.status, back.body.code]).toEqual([409, 'already_left'])
})

test('A server that says not now is asked again, later and later, until it takes the mail', async () => {
  const { from, path, id } = await replied()
  far.script = { data: '451 4.3.0 Not now' }
  await sendDue()
  const first = await outgoingOf(id)
  expect(first).toMatchObject({ state: 'queued', attempts: 1, detail: expect.stringContaining('4.3.0') })
  const wait = Date.parse(first.nextAttemptAt) - world.clock.at.getTime()
  expect(wait).toBeGreaterThanOrEqual(48_000)
  expect((await delivery(path, id)).state).toBe('queued')
  await sendDue()
  expect((await outgoingOf(id)).attempts).toBe(1)
  world.clock.move(wait / 1000)
  await sendDue()
  const second = await outgoingOf(id)
  expect(Date.parse(second.nextAttemptAt) - world.clock.at.getTime()).toBeGreaterThan(wait)
  far.script = {}
  world.clock.move(3600)
  await sendDue()
  expect((await delivery(path, id)).state).toBe('sent')
  expect(far.mails.filter(({ to }) => to.includes(from))).toHaveLength(1)
})

test('A refusal for good is shown, the conversation is open again since the customer wrote, and its owner is told', async () => {
  const { from, path, id, conversationId } = await replied()
  far.script = { recipients: { [from]: '550 5.1.1 Nobody of that name' } }
  await sendDue()
  expect(await delivery(path, id)).toMatchObject({ state: 'failed', detail: expect.stringContaining('5.1.1') })
  const conversation = await see(path)
  expect(conversation).toMatchObject({ status: 'open', flags: ['delivery-failed'] })
  expect(conversation.waitingSince).toBe((await see(`${path}/messages`)).items[0].at)
  const [told, ...more] = await notifications(conversationId)
  expect(more).toEqual([])
  expect(told).toMatchObject({ to: [cast.holm.email], messageId: null })
  const { raw } = await world.as('kari').get(`/outgoing/${told.id}/original`)
  expect(raw.toString()).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  // Sent again by hand and taken this time, the customer has been answered after all.
  far.script = {}
  const again = await world.as('holm').post(`/outgoing/${(await outgoingOf(id)).id}/retry`)
  expect(again.body.state).toBe('queued')
  expect((await delivery(path, id)).state).toBe('queued')
  await sendDue()
  expect(await see(path)).toMatchObject({ status: 'waiting', waitingSince: null, flags: [] })
  expect((await world.as('holm').post(`/outgoing/${(await outgoingOf(id)).id}/retry`)).body.code).toBe(
    'nothing_to_send',
  )
})

test('Each recipient has a fate of their own, and a refusal among them is told at once, and once', async () => {
  const late = `sen${newId().slice(-6)}@kunde.example`
  const gone = `vaek${newId().slice(-6)}@kunde.example`
  const { from, path, id, conversationId } = await replied({ cc: [{ email: late }, { email: gone }] })
  far.script = { recipients: { [late]: '450 4.2.1 Later', [gone]: '550 5.1.1 Nobody' } }
  await sendDue()
  const states = async () =>
    Object.fromEntries(
      (await outgoingOf(id)).recipients.map((each: { address: string; state: string }) => [each.address, each.state]),
    )
  expect(await states()).toEqual({ [from]: 'sent', [late]: 'deferred', [gone]: 'failed' })
  expect(await notifications(conversationId)).toHaveLength(1)
  far.script = {}
  world.clock.move(3600)
  await sendDue()
  expect(await states()).toEqual({ [from]: 'sent', [late]: 'sent', [gone]: 'failed' })
  expect((await delivery(path, id)).state).toBe('failed')
  expect(await notifications(conversationId)).toHaveLength(1)
  expect(far.mails.filter(({ to }) => to.includes(from))).toHaveLength(1)
  expect(far.mails.filter(({ to }) => to.includes(gone))).toHaveLength(0)
})

test('After five days of trying it is given up, in words', async () => {
  const { path, id } = await replied()
  far.script = { data: '451 4.3.2 Closed' }
  for (let days = 0; days < 12 && (await delivery(path, id)).state === 'queued'; days++) {
    await sendDue()
    world.clock.move(12 * 3600)
  }
  expect(await delivery(path, id)).toMatchObject({
    state: 'failed',
    detail: expect.stringContaining('Given up after five days'),
  })
})

test('A mail that bounces is marked, comes back to its owner, and counts against its address', async () => {
  const { from, path, id, conversationId } = await replied()
  await sendDue()
  const { internetMessageId } = await outgoingOf(id)
  const to = far.mails.find((mail) => mail.to.includes(from))?.from ?? ''
  await world.deliver(writeBounce({ messageId: internetMessageId, to, recipient: from }), {
    recipients: [to],
    sender: '',
  })
  expect(await delivery(path, id)).toMatchObject({ state: 'bounced', detail: expect.stringContaining('5.1.1') })
  expect(await see(path)).toMatchObject({ status: 'open', flags: ['delivery-failed'] })
  const messages = (await see(`${path}/messages`)).items
  expect(messages.at(-1)).toMatchObject({ kind: 'bounce', author: { type: 'system', id: null } })
  expect(await notifications(conversationId)).toMatchObject([{ to: [cast.holm.email] }])
  const { bounces } = await world.house.db
    .selectFrom('customer_address')
    .select('bounces')
    .where('address', '=', from)
    .executeTakeFirstOrThrow()
  expect(bounces).toBe(1)
})

test('A delay is not a failure, and a forged report changes nothing', async () => {
  const { from, path, id, conversationId } = await replied()
  await sendDue()
  const { internetMessageId } = await outgoingOf(id)
  await world.deliver(
    writeBounce({
      messageId: internetMessageId,
      to: cast.support,
      recipient: from,
      status: '4.4.1',
      action: 'delayed',
    }),
    { sender: '' },
  )
  expect((await see(`${path}/messages`)).items.at(-1).kind).toBe('bounce')
  const forged = internetMessageId.replace(/.@/, (end: string) => (end === 'a@' ? 'b@' : 'a@'))
  for (const messageId of [forged, newMessageId()]) {
    const read = await world.deliver(writeBounce({ messageId, to: cast.support, recipient: from }), { sender: '' })
    expect(read).not.toMatchObject({ conversationId })
  }
  expect((await delivery(path, id)).state).toBe('sent')
  expect(await see(path)).toMatchObject({ status: 'waiting', flags: [] })
  expect(await notifications(conversationId)).toEqual([])
})

test('An out-of-office answer is attached, answers nothing and opens nothing again', async () => {
  const { from, path, id } = await replied()
  await sendDue()
  await world.as('holm').patch(path, { status: 'resolved' })
  const { internetMessageId } = await outgoingOf(id)
  const raw = writeMail({
    from,
    subject: 'Autosvar: på ferie',
    inReplyTo: internetMessageId,
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  await world.deliver(raw, { ...verified, sender: '' })
  expect((await see(`${path}/messages`)).items.at(-1)).toMatchObject({ kind: 'automatic', stranger: false })
  expect(await see(path)).toMatchObject({ status: 'resolved', waitingSince: null })
})
