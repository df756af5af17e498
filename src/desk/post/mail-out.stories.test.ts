import { afterAll, beforeAll, expect, test } from 'vitest'
import { newMessageId, writeMail } from '../../../tests/mail-builder.ts'
import { cast, openWorld, type World } from '../../../tests/world.ts'
import { readMail } from '../../channels/email/read/read-mail.ts'
import { newId } from '../../core/ids.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  const { body: inbox } = await world.as('kari').get(`/inboxes/${world.inboxId}`)
  await world.as('kari').patch(`/inboxes/${inbox.id}`, { signature: 'Nordlys Strøm · Havnegade 1' })
}, 60_000)
afterAll(() => world.close())

const verified = { trust: { verdict: 'verified' as const, detail: 'dkim' } }

async function written(mail: Parameters<typeof writeMail>[0] = {}) {
  const from = `k${newId().slice(-8)}@kunde.example`
  const messageId = newMessageId()
  const read = await world.deliver(writeMail({ from: `Søren Kjær <${from}>`, messageId, ...mail }), {
    ...verified,
    sender: from,
  })
  if (read.state !== 'filed') throw new Error(read.state)
  return { ...read, from, internetId: messageId, path: `/conversations/${read.conversationId}` }
}

const see = async (path: string) => (await world.as('kari').get(path)).body
async function original(messageId: string) {
  const { raw, status } = await world.as('holm').get(`/messages/${messageId}/original`)
  expect(status).toBe(200)
  return { raw, words: raw.toString(), ...readMail(raw) }
}
async function upload(
  filename: string,
  bytes: Uint8Array,
  mediaType = 'application/octet-stream',
  who: 'holm' | 'siv' = 'holm',
) {
  const boundary = `u${newId()}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: ${mediaType}\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const response = await world.app.inject({
    method: 'POST',
    url: '/api/v1/attachments',
    headers: {
      authorization: `Bearer ${world.as(who).token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload,
  })
  expect(response.statusCode).toBe(201)
  return response.json() as { id: string; url: string; sha256: string }
}

test('A reply is a letter: text and HTML, signature, one link, and everything a mail program threads by', async () => {
  const { path, from, internetId } = await written({ subject: 'Regningen' })
  const { body: message, status } = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'reply', text: 'Kære Søren\n\nDet retter vi <nu>.' })
  expect(status).toBe(201)
  expect(message).toMatchObject({
    kind: 'reply',
    author: { type: 'agent', name: cast.holm.name },
    delivery: { state: 'held', undoUntil: null },
  })
  const { mail, words } = await original(message.id)
  const conversation = await see(path)
  expect(mail.from).toEqual({ name: cast.organisation, address: cast.support })
  expect(mail.to).toEqual([{ name: 'Søren Kjær', address: from }])
  expect(mail.subject).toBe(`Re: Regningen [#${conversation.number}]`)
  expect(mail.inReplyTo).toBe(internetId)
  expect(mail.references).toEqual([internetId])
  expect(mail.replyTo[0]?.address).toMatch(/^support\+c[0-9a-z]+-[a-z2-7]{26}@nordlys\.example$/)
  expect(mail.text).toContain('Det retter vi <nu>.')
  expect(mail.text).toMatch(/\n-- \nNordlys Strøm · Havnegade 1\n/)
  expect(mail.text.match(/\/c\/c\S+/g)).toHaveLength(1)
  expect(mail.html).toContain('Det retter vi &lt;nu&gt;.')
  expect(words).not.toMatch(/^Auto-Submitted/m)
  expect(conversation).toMatchObject({ status: 'waiting', waitingSince: null, assigneeId: world.as('holm').id })
})

test('A second reply follows the whole thread, and the same words give the same bytes each time they are asked for', async () => {
  const { path, internetId } = await written()
  const first = (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Et' })).body
  const second = (await world.as('siv').post(`${path}/messages`, { kind: 'reply', text: 'To' })).body
  const ours = (await original(first.id)).mail.messageId
  const { mail, raw } = await original(second.id)
  expect(mail.references).toEqual([internetId, ours])
  expect((await original(second.id)).raw.equals(raw)).toBe(true)
  expect((await see(path)).assigneeId).toBe(world.as('holm').id)
})

test('HTML of the composer is cleaned, its pictures travel inside the mail, and files go byte for byte', async () => {
  const { path } = await written()
  const bytes = Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 31) % 256))
  const file = await upload('måling.bin', bytes)
  const picture = await upload('kurve.png', Buffer.from('89504e470d0a1a0a01', 'hex'), 'image/png')
  const html = `<p>Se <b>her</b> <img src="${picture.url}" alt="kurve"><script>alert(1)</script></p>`
  const { body: message } = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'reply', html, attachmentIds: [file.id, picture.id] })
  expect(message.text).toContain('Se her')
  expect(message.html).toContain(`src="${picture.url}"`)
  const { mail, contents, words } = await original(message.id)
  expect(words).not.toContain('alert(1)')
  const sent = mail.attachments.findIndex(({ filename }) => filename === 'måling.bin')
  expect(Buffer.from(contents[sent] ?? []).equals(bytes)).toBe(true)
  expect(mail.attachments.find(({ filename }) => filename === 'kurve.png')).toMatchObject({
    inline: true,
    contentId: picture.id,
  })
  expect(mail.html).toContain(`cid:${picture.id}`)
})

test('A file can be attached by its uploader only, and once', async () => {
  const { path } = await written()
  const file = await upload('x.txt', Buffer.from('x'), 'text/plain', 'siv')
  const stolen = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'reply', text: 'Hej', attachmentIds: [file.id] })
  expect([stolen.status, stolen.body.code]).toEqual([422, 'unknown_attachment'])
  expect((await world.as('holm').get(file.url)).status).toBe(404)
  expect(
    (await world.as('siv').post(`${path}/messages`, { kind: 'reply', text: 'Hej', attachmentIds: [file.id] })).status,
  ).toBe(201)
  const again = await world.as('siv').post(`${path}/messages`, { kind: 'reply', text: 'Hej', attachmentIds: [file.id] })
  expect(again.body.code).toBe('unknown_attachment')
})

test('Reply all goes to those who are named, once each', async () => {
  const { path, from } = await written()
  const cc = [{ email: 'Ida@Kunde.example', name: 'Ida' }, { email: from }]
  const { body: message } = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'reply', text: 'Til jer begge', cc })
  const { mail } = await original(message.id)
  expect([mail.to, mail.cc].map((list) => list.map(({ address }) => address))).toEqual([[from], ['ida@kunde.example']])
})

test('A note never leaves the desk, and no way out shows it', async () => {
  const { path, conversationId } = await written()
  const { body: note } = await world
    .as('lars')
    .post(`${path}/messages`, { kind: 'note', text: 'Kun for os: kunden er vred' })
  expect(note).toMatchObject({ kind: 'note', delivery: null })
  await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Hej' })
  const { items } = await see('/outgoing?limit=200')
  for (const each of items.filter((each: { conversationId: string }) => each.conversationId === conversationId)) {
    expect((await world.as('kari').get(`/outgoing/${each.id}/original`)).raw.toString()).not.toContain('vred')
  }
  expect((await world.as('kari').get(`/messages/${note.id}/original`)).status).toBe(404)
  const forward = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'forward', text: 'Se', to: [{ email: 'x@y.example' }], forwardOf: note.id })
  expect(forward.body.code).toBe('unknown_message')
})

test('A forward takes the mail and its files along, and no way into the customer’s page', async () => {
  const content = Buffer.from('plantegning')
  const { path, conversationId } = await written()
  const reply = (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Hvilken måler?' })).body
  const { mail: ours } = await original(reply.id)
  const link = /http\S+\/c\/\S+/.exec(ours.text)?.[0] ?? ''
  const from = ours.to[0]?.address ?? ''
  const raw = writeMail({
    from,
    inReplyTo: ours.messageId ?? '',
    text: `Måler 9001\n\n> ${link}`,
    attachments: [{ filename: 'plan.txt', content }],
  })
  const read = await world.deliver(raw, { ...verified, sender: from })
  const before = await see(path)
  const forward = {
    kind: 'forward',
    text: 'Kan I se på den?',
    to: [{ email: 'montor@firma.example' }],
    forwardOf: (read as { messageId: string }).messageId,
  }
  const { body: message } = await world.as('holm').post(`${path}/messages`, forward)
  const { mail, contents } = await original(message.id)
  expect(mail.to.map(({ address }) => address)).toEqual(['montor@firma.example'])
  expect(mail.text).toContain('Måler 9001')
  expect(mail.text + mail.html).not.toContain('/c/')
  expect(Buffer.from(contents[0] ?? []).equals(content)).toBe(true)
  expect([mail.inReplyTo, mail.references]).toEqual([null, []])
  expect(await see(path)).toMatchObject({ status: before.status, waitingSince: before.waitingSince })
  // Nothing in what they were given opens the page: not even the address they answer to.
  const plus = mail.replyTo[0]?.address ?? ''
  const token = plus.slice(plus.indexOf('+') + 1, plus.indexOf('@'))
  expect((await world.app.inject(`/c/${token}`)).statusCode).toBe(404)
  const answer = await world.deliver(writeMail({ from: 'montor@firma.example', to: plus }), {
    ...verified,
    recipients: [plus],
    sender: 'montor@firma.example',
  })
  expect(answer).toMatchObject({ state: 'filed', conversationId })
  const messages = (await see(`${path}/messages`)).items
  expect(messages.at(-1)).toMatchObject({ stranger: true, author: { address: 'montor@firma.example' } })
})

test('A conversation can begin with us, and its answer comes back to it', async () => {
  const email = `ny${newId().slice(-6)}@kunde.example`
  const opened = await world.as('holm').post('/conversations', {
    inboxId: world.inboxId,
    customer: { name: 'Ny Kunde', email },
    subject: 'Din nye aftale',
    text: 'Velkommen.',
  })
  expect([opened.status, opened.body.status]).toEqual([201, 'waiting'])
  const [message] = (await see(`/conversations/${opened.body.id}/messages`)).items
  const { mail } = await original(message.id)
  expect(mail.subject).toBe(`Din nye aftale [#${opened.body.number}]`)
  expect([mail.inReplyTo, mail.to[0]?.address]).toEqual([null, email])
  const plus = mail.replyTo[0]?.address ?? ''
  const answer = await world.deliver(writeMail({ from: email, to: plus }), { recipients: [plus], sender: email })
  expect(answer).toMatchObject({ conversationId: opened.body.id })
})

test('Words taken down for a customer open a conversation that waits, and nothing leaves', async () => {
  const file = await upload('notat.txt', Buffer.from('ringede kl. 9'), 'text/plain')
  const start = {
    inboxId: world.inboxId,
    customer: { email: 'tlf@kunde.example' },
    subject: 'Ringede',
    text: 'Mangler strøm',
    from: 'customer',
    attachmentIds: [file.id],
  }
  const { body } = await world.as('holm').post('/conversations', start)
  expect(body).toMatchObject({ status: 'new', assigneeId: null })
  const { items } = await see(`/conversations/${body.id}/messages`)
  expect(items[0]).toMatchObject({
    kind: 'customer',
    newText: 'Mangler strøm',
    attachments: [{ filename: 'notat.txt' }],
  })
  expect(
    (await see('/outgoing?limit=200')).items.filter(
      (each: { conversationId: string }) => each.conversationId === body.id,
    ),
  ).toEqual([])
})

test('A message taken back leaves everything as it was, and gives the words and files back', async () => {
  const { path } = await written()
  await world.as('siv').post(`${path}/messages`, { kind: 'forward', text: 'Se', to: [{ email: 'x@y.example' }] })
  const before = await see(path)
  world.clock.move(60)
  const file = await upload('bilag.txt', Buffer.from('bilag'), 'text/plain')
  const { body: message } = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'reply', text: 'For hurtigt', undoSeconds: 10, attachmentIds: [file.id] })
  expect(message.delivery).toMatchObject({
    state: 'queued',
    undoUntil: new Date(world.clock.at.getTime() + 10_000).toISOString(),
  })
  const back = await world.as('holm').delete(`/messages/${message.id}`)
  expect(back.body).toEqual({ ok: true, text: 'For hurtigt', html: '', attachmentIds: [file.id] })
  const { status, waitingSince, assigneeId, preview, lastMessageId, messageCount } = before
  expect(await see(path)).toMatchObject({ status, waitingSince, assigneeId, preview, lastMessageId, messageCount })
  expect((await see(`${path}/messages`)).items.map((each: { id: string }) => each.id)).not.toContain(message.id)
  expect((await world.as('holm').get(`/messages/${message.id}/original`)).status).toBe(404)
  expect((await world.as('holm').delete(`/messages/${message.id}`)).status).toBe(404)
  const state = (await see('/outgoing?state=cancelled&limit=200')).items.find(
    (each: { messageId: string }) => each.messageId === message.id,
  )?.state
  expect(state).toBe('cancelled')
  expect(
    (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Nu', attachmentIds: [file.id] })).status,
  ).toBe(201)
})

test('Taking the first of two replies back leaves the second standing; taking both back leaves the customer waiting as before', async () => {
  const { path } = await written()
  const before = await see(path)
  const [one, two] = [
    (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Et', undoSeconds: 60 })).body,
    (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'To', undoSeconds: 60 })).body,
  ]
  await world.as('holm').delete(`/messages/${one.id}`)
  expect(await see(path)).toMatchObject({ status: 'waiting', preview: 'To' })
  await world.as('holm').delete(`/messages/${two.id}`)
  expect(await see(path)).toMatchObject({
    status: 'new',
    waitingSince: before.waitingSince,
    assigneeId: null,
    preview: before.preview,
  })
})

test('What has left, or was never to leave, can’t be taken back', async () => {
  const { path, messageId } = await written()
  const reply = (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Nu' })).body
  for (const id of [reply.id, messageId]) {
    const back = await world.as('holm').delete(`/messages/${id}`)
    expect([back.status, back.body.code]).toEqual([409, 'already_left'])
  }
})

test('A reply for later stays here when the customer writes first, and can be sent again or taken back', async () => {
  const { path, from, conversationId } = await written()
  const sendAt = new Date(world.clock.at.getTime() + 3600_000).toISOString()
  const { body: message } = await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'I morgen', sendAt })
  expect(message.delivery).toMatchObject({ state: 'queued', sendAt })
  const plus = (await original(message.id)).mail.replyTo[0]?.address ?? ''
  // A machine's mail holds nothing back.
  await world.deliver(
    writeMail({ from, to: plus, headers: { 'Auto-Submitted': 'auto-replied' }, subject: 'Autosvar: ferie' }),
    { ...verified, recipients: [plus], sender: '' },
  )
  expect((await see(path)).flags).not.toContain('not-sent')
  await world.deliver(writeMail({ from, to: plus, text: 'Glem det.' }), {
    ...verified,
    recipients: [plus],
    sender: from,
  })
  const conversation = await see(path)
  expect(conversation).toMatchObject({ status: 'open', flags: expect.arrayContaining(['not-sent']) })
  const held = (await see(`${path}/messages`)).items.find((each: { id: string }) => each.id === message.id)
  expect(held.delivery).toMatchObject({ state: 'held', detail: expect.stringContaining('customer wrote first') })
  const [outgoing] = (await see('/outgoing?state=cancelled&limit=200')).items.filter(
    (each: { conversationId: string }) => each.conversationId === conversationId,
  )
  const again = await world.as('holm').post(`/outgoing/${outgoing.id}/retry`)
  expect([again.status, again.body.state]).toEqual([200, 'queued'])
})

test('An answer based on less than there is is stopped, and shows what is new', async () => {
  const { path, from, messageId } = await written()
  const second = await world.deliver(
    writeMail({ from, inReplyTo: '<x@y>', subject: `[#${(await see(path)).number}]`, text: 'Jeg har selv løst det.' }),
    { ...verified, sender: from },
  )
  const stale = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'reply', text: 'Prøv at …', basedOn: messageId })
  expect([stale.status, stale.body.code]).toEqual([409, 'stale_view'])
  const newest = (second as { messageId: string }).messageId
  expect(stale.body).toMatchObject({
    lastMessageId: newest,
    newer: [{ id: newest, kind: 'customer', newText: 'Jeg har selv løst det.' }],
  })
  expect((await see(path)).messageCount).toBe(2)
  expect(
    (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Fint', basedOn: newest })).status,
  ).toBe(201)
  // One's own words are no news to oneself, a colleague's note is.
  expect((await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'PS', basedOn: newest })).status).toBe(
    201,
  )
  await world.as('siv').post(`${path}/messages`, { kind: 'note', text: 'Lad mig' })
  expect(
    (await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'PPS', basedOn: newest })).status,
  ).toBe(409)
})

test('A mail that is fetched late is news, though it bears an earlier time', async () => {
  const { path, from } = await written()
  const { number } = await see(path)
  world.clock.move(600)
  const later = await world.deliver(writeMail({ from, subject: `[#${number}]` }), { ...verified, sender: from })
  const receivedAt = new Date(world.clock.at.getTime() - 300_000)
  await world.deliver(writeMail({ from, subject: `[#${number}]` }), { ...verified, sender: from, receivedAt })
  const stale = await world
    .as('holm')
    .post(`${path}/messages`, { kind: 'reply', text: 'Hm', basedOn: (later as { messageId: string }).messageId })
  expect(stale.status).toBe(409)
})

test('Spam is not answered, and empty words are not sent', async () => {
  const { path } = await written()
  const empty = await world.as('holm').post(`${path}/messages`, { kind: 'reply', html: '<script>x</script>' })
  expect([empty.status, empty.body.code]).toEqual([422, 'nothing_written'])
  await world.as('holm').patch(path, { status: 'spam' })
  expect((await world.as('holm').post(`${path}/messages`, { kind: 'reply', text: 'Hej' })).body.code).toBe(
    'spam_is_not_answered',
  )
})

test('A name or subject with control characters, or half an emoji, still makes a mail', async () => {
  const start = {
    inboxId: world.inboxId,
    customer: { email: 'b@kunde.example', name: 'B\u0007\u0085o \ud83d' },
    subject: 'Hej\u0001 der\t\ud83d',
    text: 'Ord \ud83d',
  }
  const opened = await world.as('holm').post('/conversations', start)
  expect(opened.status).toBe(201)
  const [message] = (await see(`/conversations/${opened.body.id}/messages`)).items
  expect((await original(message.id)).mail.subject).toContain('Hej der')
})
