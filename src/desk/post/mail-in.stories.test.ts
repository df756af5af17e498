import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newMessageId, somethingNew, writeMail } from '../../../tests/mail-builder.ts'
import { openWorld, type World } from '../../../tests/world.ts'
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

const verified = { trust: { verdict: 'verified' as const, detail: 'dkim' } }
const forged = { trust: { verdict: 'failed' as const, detail: 'spf' } }
const customer = () => `k${newId().slice(-8)}@kunde.example`

async function filed(raw: Buffer, about: Parameters<World['deliver']>[1] = {}) {
  const read = await world.deliver(raw, about)
  if (read.state !== 'filed') throw new Error(`The mail was not filed: ${JSON.stringify(read)}`)
  const kari = world.as('kari')
  const { body: conversation } = await kari.get(`/conversations/${read.conversationId}`)
  const { body: messages } = await kari.get(`/conversations/${read.conversationId}/messages?limit=200`)
  return {
    ...read,
    conversation,
    messages: messages.items,
    message: messages.items.find((each: { id: string }) => each.id === read.messageId),
  }
}

/** A customer has written, and Holm has answered: what a customer's mail program then has in hand. */
async function answered(from = customer()) {
  const messageId = newMessageId()
  const first = await filed(writeMail({ from: `Søren <${from}>`, messageId }), { ...verified, sender: from })
  const holm = world.as('holm')
  const { body: reply } = await holm.post(`/conversations/${first.conversationId}/messages`, {
    kind: 'reply',
    text: 'Vi ser på det.',
  })
  const original = await holm.get(`/messages/${reply.id}/original`)
  const { mail } = readMail(original.raw)
  const link = /https?:\/\/\S+\/c\/\S+/.exec(mail.text)?.[0] ?? ''
  return { ...first, from, messageId, ourId: mail.messageId ?? '', plus: mail.replyTo[0]?.address ?? '', link, reply }
}

/** Every address anything has been written to in a conversation, and every word of it. */
async function whatLeft(conversationId: string) {
  const { body } = await world.as('kari').get('/outgoing?limit=200')
  const ours = body.items.filter((each: { conversationId: string }) => each.conversationId === conversationId)
  const raws = await Promise.all(
    ours.map(async (each: { id: string }) =>
      (await world.as('kari').get(`/outgoing/${each.id}/original`)).raw.toString(),
    ),
  )
  return { to: ours.flatMap((each: { to: string[] }) => each.to), words: raws.join('\n') }
}

test('A new mail opens a conversation with its customer, and waits for a person', async () => {
  const from = customer()
  const words = somethingNew()
  const { conversation, messages } = await filed(writeMail({ ...words, from: `Søren Kjær <${from}>` }), {
    sender: from,
  })
  expect(conversation).toMatchObject({
    subject: words.subject,
    status: 'new',
    inboxId: world.inboxId,
    language: 'da',
    flags: [],
  })
  expect(conversation.customer).toMatchObject({ name: 'Søren Kjær', addresses: [from] })
  expect(conversation.participants).toEqual([{ address: from, name: 'Søren Kjær', role: 'customer' }])
  expect(conversation.waitingSince).toBe(world.clock.at.toISOString())
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({ kind: 'customer', stranger: false, senderTrust: 'unknown', delivery: null })
  expect(messages[0].author).toEqual({
    type: 'customer',
    id: conversation.customer.id,
    name: 'Søren Kjær',
    address: from,
  })
})

test.each(['iso-8859-1', 'windows-1252', 'utf-8', 'utf-16le'])('Nordic words arrive whole in %s', async (charset) => {
  const { message } = await filed(writeMail({ charset, text: 'Kære Løfte, blåbærgrød på Ærø kostede øre.\n' }))
  expect(message.newText).toContain('blåbærgrød på Ærø')
})

test.each(['plus', 'ourId', 'link'] as const)(
  'An answer that carries our %s joins, whatever its subject says',
  async (by) => {
    const before = await answered()
    const raw = writeMail({
      from: `Søren <${before.from}>`,
      subject: somethingNew().subject,
      to: by === 'plus' ? before.plus : 'support@nordlys.example',
      ...(by === 'ourId' ? { inReplyTo: before.ourId } : {}),
      text: by === 'link' ? `Tak.\n\n> Du kan følge sagen her: ${before.link}` : 'Tak.',
    })
    const recipients = [by === 'plus' ? before.plus : 'support@nordlys.example']
    const { conversation, conversationId, message } = await filed(raw, { recipients, sender: before.from })
    expect(conversationId).toBe(before.conversationId)
    expect(conversation.status).toBe('open')
    expect(message.stranger).toBe(false)
  },
)

test('A stranger who carries our mark is shown and marked, takes no part, gets nothing, and starts no clock', async () => {
  const before = await answered()
  const stranger = customer()
  const left = await whatLeft(before.conversationId)
  const waiting = await world.as('holm').get(`/conversations/${before.conversationId}`)
  const { conversationId, conversation, message } = await filed(
    writeMail({ from: stranger, to: before.plus, inReplyTo: before.ourId }),
    {
      ...verified,
      recipients: [before.plus],
      sender: stranger,
    },
  )
  expect(conversationId).toBe(before.conversationId)
  expect(message).toMatchObject({ stranger: true, author: { id: null, address: stranger } })
  expect(conversation.flags).toContain('stranger-wrote')
  expect(conversation.waitingSince).toBe(waiting.body.waitingSince)
  expect(conversation.participants.map((each: { address: string }) => each.address)).toEqual([before.from])
  expect((await whatLeft(before.conversationId)).to).toEqual(left.to)
  const reply = await world
    .as('holm')
    .post(`/conversations/${conversationId}/messages`, { kind: 'reply', text: 'Tak begge to.' })
  expect(reply.body.to.map((each: { address: string }) => each.address)).toEqual([before.from])
})

test('Only once an agent has let a stranger in are their words a participant’s', async () => {
  const before = await answered()
  const colleague = customer()
  const added = await world
    .as('holm')
    .post(`/conversations/${before.conversationId}/participants`, { email: colleague, name: 'Ida' })
  expect(added.status).toBe(201)
  const { message, conversation } = await filed(writeMail({ from: colleague, to: before.plus }), {
    recipients: [before.plus],
    sender: colleague,
  })
  expect(message.stranger).toBe(false)
  expect(conversation.waitingSince).not.toBeNull()
})

test('A forged From that carries our mark is a stranger’s, even under the customer’s own address', async () => {
  const before = await answered()
  const { message, conversation } = await filed(writeMail({ from: before.from, inReplyTo: before.ourId }), {
    ...forged,
    sender: before.from,
  })
  expect(message).toMatchObject({ stranger: true, senderTrust: 'failed' })
  expect(conversation.flags).toEqual(expect.arrayContaining(['stranger-wrote', 'sender-failed']))
})

const guesses: [
  string,
  (before: Awaited<ReturnType<typeof answered>>, stranger: string) => [Buffer, Parameters<World['deliver']>[1]],
][] = [
  [
    'a case number',
    (b, s) => [writeMail({ from: s, subject: `Re: hej [#${b.conversation.number}]` }), { ...verified, sender: s }],
  ],
  [
    'a forged From and a case number',
    (b) => [writeMail({ from: b.from, subject: `Re: hej [#${b.conversation.number}]` }), forged],
  ],
  [
    'an unproved From and a case number',
    (b) => [writeMail({ from: b.from, subject: `Sv: [#${b.conversation.number}]` }), {}],
  ],
  [
    'a Message-ID of the customer’s',
    (b, s) => [writeMail({ from: s, inReplyTo: b.messageId }), { ...verified, sender: s }],
  ],
  [
    'a Cc to the customer',
    (b, s) => [writeMail({ from: s, cc: b.from, references: [b.messageId] }), { ...verified, sender: s }],
  ],
  [
    'the same subject',
    (b, s) => [writeMail({ from: s, subject: `Re: ${b.conversation.subject}` }), { ...verified, sender: s }],
  ],
  [
    'a Reply-To in the customer’s name',
    (b) => [
      writeMail({
        from: 'noreply@evil.example',
        subject: `[#${b.conversation.number}]`,
        headers: { 'Reply-To': b.from },
      }),
      { ...verified, sender: 'noreply@evil.example' },
    ],
  ],
  [
    'a plus-address with one letter changed',
    (b, s) => [
      writeMail({ from: s, to: b.plus.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@')) }),
      { ...verified, recipients: [b.plus.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'))], sender: s },
    ],
  ],
]
test.each(guesses)('%s lets nobody in and shows nobody what was written', async (_, guess) => {
  const before = await answered()
  const stranger = customer()
  const [raw, about] = guess(before, stranger)
  const { conversationId, conversation } = await filed(raw, about)
  expect(conversationId).not.toBe(before.conversationId)
  expect(conversation.messageCount).toBe(1)
  const { words, to } = await whatLeft(conversationId)
  expect(words).not.toContain('Vi ser på det')
  // What the guesser wrote themselves may come back to them, once they are proved; nothing of the other conversation does.
  if (!raw.includes(before.conversation.subject)) expect(words).not.toContain(before.conversation.subject)
  expect(words).not.toContain(before.plus)
  expect(to.length).toBeLessThanOrEqual(1)
  expect((await whatLeft(before.conversationId)).to).not.toContain(stranger)
})

test('The same subject alone is neither a thread nor a link', async () => {
  const before = await answered()
  const { conversationId, conversation } = await filed(
    writeMail({ from: before.from, subject: `Re: ${before.conversation.subject}` }),
    { ...verified, sender: before.from },
  )
  expect(conversationId).not.toBe(before.conversationId)
  expect(conversation).toMatchObject({ links: [], flags: [] })
})

test('A known foreign Message-ID or a case number joins a verified participant, and otherwise opens a linked, flagged conversation', async () => {
  const before = await answered()
  const byId = await filed(writeMail({ from: before.from, inReplyTo: before.messageId }), {
    ...verified,
    sender: before.from,
  })
  expect(byId.conversationId).toBe(before.conversationId)
  const byNumber = await filed(writeMail({ from: before.from, subject: `Mere [#${before.conversation.number}]` }), {
    ...verified,
    sender: before.from,
  })
  expect(byNumber.conversationId).toBe(before.conversationId)
  const unproved = await filed(writeMail({ from: before.from, inReplyTo: before.messageId }))
  expect(unproved.conversation.links.map((each: { id: string }) => each.id)).toEqual([before.conversationId])
  expect(unproved.conversation.flags).toContain('linked')
})

test.each(['Fwd: ', 'VS: ', 'VB: '])('A forward (%s) never follows up, though it quotes our mail', async (prefix) => {
  const before = await answered()
  const raw = writeMail({
    from: before.from,
    subject: `${prefix}noget helt andet`,
    references: [before.ourId],
    text: `Se her\n\n${before.link}`,
  })
  const { conversationId, conversation } = await filed(raw, { ...verified, sender: before.from })
  expect(conversationId).not.toBe(before.conversationId)
  expect(conversation.links.map((each: { id: string }) => each.id)).toEqual([before.conversationId])
})

test('The same Message-ID with other words is another mail; the same mail twice is one', async () => {
  const from = customer()
  const messageId = newMessageId('pakke.example')
  const text = 'Deres pakke er på vej.'
  const first = await filed(writeMail({ from, messageId, text }))
  const other = await filed(writeMail({ from, messageId, text: 'Deres pakke er ankommet.' }))
  expect(other.messageId).not.toBe(first.messageId)
  const again = Buffer.concat([Buffer.from('Received: by another way\r\n'), writeMail({ from, messageId, text })])
  expect(await world.deliver(again)).toEqual({ state: 'duplicate' })
  const { body } = await world.as('kari').get(`/conversations?customer=${first.conversation.customer.id}`)
  expect(body.items.reduce((sum: number, each: { messageCount: number }) => sum + each.messageCount, 0)).toBe(2)
})

test('Without a Message-ID only the very same bytes are a duplicate', async () => {
  const raw = writeMail({ messageId: null, text: 'Hej igen' })
  await filed(raw)
  expect(await world.deliver(raw)).toEqual({ state: 'duplicate' })
  await filed(Buffer.concat([Buffer.from('X-Way: another\r\n'), raw]))
})

test('One mail to two inboxes comes to each of them, also when it answers a conversation of one', async () => {
  const before = await answered()
  const raw = writeMail({ from: before.from, to: [before.plus, 'hjelp@nordlys.example'], inReplyTo: before.ourId })
  const arrival = {
    raw,
    via: 'smtp' as const,
    sourceKey: `smtp/${newId()}`,
    recipients: [before.plus, 'hjelp@nordlys.example'],
    sender: before.from,
    peer: null,
    ...verified,
    receivedAt: world.house.now(),
  }
  await takeIn(world.house, arrival, [world.inboxId, world.otherInboxId])
  const rows = await claimInbound(world.house, 2)
  const reads = await Promise.all(
    rows.map(async (row) => ({
      inbox: row.inbox_id,
      ...(await readInbound(world.house, readingOf(world.house), row)),
    })),
  )
  const at = (inbox: string) => reads.find((each) => each.inbox === inbox) as unknown as { conversationId: string }
  expect(at(world.inboxId).conversationId).toBe(before.conversationId)
  const { body } = await world.as('kari').get(`/conversations/${at(world.otherInboxId).conversationId}`)
  expect(body.inboxId).toBe(world.otherInboxId)
})

test('The same content from two processes at the same moment becomes one message', async () => {
  const raw = writeMail({ from: customer() })
  for (const way of ['a', 'b', 'c', 'd']) {
    await takeIn(
      world.house,
      {
        raw,
        via: 'smtp',
        sourceKey: `smtp/${newId()}/${way}`,
        recipients: ['support@nordlys.example'],
        sender: 's@kunde.example',
        peer: null,
        trust: { verdict: 'unknown', detail: '' },
        receivedAt: world.house.now(),
      },
      [world.inboxId],
    )
  }
  const read = async () => {
    const rows = await claimInbound(world.house, 4)
    return (await Promise.all(rows.map((row) => readInbound(world.house, readingOf(world.house), row)))).map(
      ({ state }) => state,
    )
  }
  const states: string[] = []
  while (states.filter((state) => state !== 'later').length < 4) states.push(...(await read()))
  expect(states.filter((state) => state === 'filed')).toHaveLength(1)
  expect(states.filter((state) => state === 'duplicate')).toHaveLength(3)
})

test('The raw message is given back byte for byte, and attachments as they were sent', async () => {
  const content = Buffer.from(Array.from({ length: 1500 }, (_, index) => (index * 7) % 256))
  const raw = writeMail({
    attachments: [
      { filename: 'måling æøå.bin', content },
      { filename: 'nr2.bin', content: content.subarray(3) },
    ],
  })
  const { message } = await filed(raw)
  const original = await world.as('holm').get(`/messages/${message.id}/original`)
  expect(original.raw.equals(raw)).toBe(true)
  expect(String(original.headers['content-disposition'])).toMatch(/^attachment/)
  expect(message.attachments.map((each: { filename: string }) => each.filename)).toEqual(['måling æøå.bin', 'nr2.bin'])
  const file = await world.as('holm').get(message.attachments[0].url)
  expect(file.raw.equals(content)).toBe(true)
  expect(file.headers['x-content-type-options']).toBe('nosniff')
})

test('A picture inside a mail shows by its attachment, a remote one only when asked for, and nothing runs', async () => {
  const html =
    '<p onclick="steal()">Se <img src="cid:billede@kunde"><img src="https://spor.example/x.png"></p><script>steal()</script>'
  const picture = {
    filename: 'b.png',
    mediaType: 'image/png',
    content: Buffer.from('89504e470d0a1a0a', 'hex'),
    contentId: 'billede@kunde',
  }
  const { message } = await filed(writeMail({ html, attachments: [picture] }))
  expect(message.html).toContain(`src="${message.attachments[0].url}"`)
  expect(message.html).not.toMatch(/steal|\ssrc="https/)
  expect(message.hasRemoteImages).toBe(true)
})

test('Half an emoji at the end of a long subject or name does no harm', async () => {
  const from = customer()
  const { conversation } = await filed(
    writeMail({ from: `${'x'.repeat(199)}😀 <${from}>`, subject: `${'y'.repeat(499)}😀😀` }),
    { ...verified, sender: from },
  )
  expect(conversation.subject.isWellFormed()).toBe(true)
})

test('Mail without a readable sender is still somebody’s, and a reply says that nobody is there', async () => {
  const { conversationId } = await filed(Buffer.from('Subject: hej\r\n\r\nHvem er jeg?\r\n'), { sender: '' })
  const reply = await world
    .as('holm')
    .post(`/conversations/${conversationId}/messages`, { kind: 'reply', text: 'Hvem er du?' })
  expect([reply.status, reply.body.code]).toEqual([422, 'nobody_to_write_to'])
})

test('Mail for an inbox that is being closed stays with its sender', async () => {
  const arrival = {
    raw: writeMail(),
    via: 'smtp' as const,
    sourceKey: newId(),
    recipients: [],
    sender: 'a@b.example',
    peer: null,
    trust: { verdict: 'unknown' as const, detail: '' },
    receivedAt: new Date(),
  }
  await expect(takeIn(world.house, arrival, [])).rejects.toThrow(/closed/)
})

test('Nothing that came in is left without an end', async () => {
  const { rows } = await sql<{ state: string }>`select distinct state from inbound`.execute(world.house.db)
  expect(rows.map(({ state }) => state).sort()).toEqual(['duplicate', 'filed'])
})
