import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeMail } from '../../../tests/mail-builder.ts'
import { openWorld, type Who, type World } from '../../../tests/world.ts'
import { newId } from '../../core/ids.ts'
import { conversationsApi } from '../conversations/contract.ts'
import { postApi } from './contract.ts'

let world: World
let place: Record<string, string>
beforeAll(async () => {
  world = await openWorld()
  place = await furnish()
}, 60_000)
afterAll(() => world.close())

/** One of each thing in the support inbox, by the names the table below uses. */
async function furnish(): Promise<Record<string, string>> {
  const raw = writeMail({
    from: 'synlig@kunde.example',
    subject: 'Kendeord',
    attachments: [{ filename: 'a.txt', content: Buffer.from('a') }],
  })
  const read = (await world.deliver(raw)) as { conversationId: string; messageId: string }
  const broken = `From: a@b.example\nSubject: x${newId()}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n`
  await world.deliver(`${broken}${'--x\n\nhej\n'.repeat(3000)}`)
  const holm = world.as('holm')
  const { body: messages } = await holm.get(`/conversations/${read.conversationId}/messages`)
  const { body: reply } = await holm.post(`/conversations/${read.conversationId}/messages`, {
    kind: 'reply',
    text: 'Svar',
    undoSeconds: 60,
  })
  const { body: quarantine } = await holm.get('/quarantine')
  const { body: outgoing } = await holm.get('/outgoing')
  return {
    conversation: read.conversationId,
    message: read.messageId,
    reply: reply.id,
    attachment: messages.items[0].attachments[0].id,
    quarantined: quarantine.items[0].id,
    outgoing: outgoing.items.find((each: { state: string }) => each.state === 'held').id,
  }
}

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'
interface Case {
  endpoint: { method: string; path: string }
  path: string
  body?: unknown
  /** Statuses of: a light agent, an agent elsewhere, an agent here, the owner. */
  expect: [number, number, number, number]
}
const c = conversationsApi
const p = postApi
// In this order: what changes or ends a thing comes after what looks at it.
const cases: Case[] = [
  { endpoint: c.list, path: '/conversations', expect: [200, 200, 200, 200] },
  { endpoint: c.counts, path: '/conversation-counts', expect: [200, 200, 200, 200] },
  {
    endpoint: c.open,
    path: '/conversations',
    body: { inboxId: 'INBOX', customer: { email: 'n@k.example' }, subject: 'Ny', text: 'Hej' },
    expect: [403, 422, 201, 201],
  },
  { endpoint: c.see, path: '/conversations/:conversation', expect: [200, 404, 200, 200] },
  { endpoint: c.messages, path: '/conversations/:conversation/messages', expect: [200, 404, 200, 200] },
  { endpoint: c.history, path: '/conversations/:conversation/history', expect: [200, 404, 200, 200] },
  { endpoint: c.seeDrafts, path: '/conversations/:conversation/drafts', expect: [200, 404, 200, 200] },
  {
    endpoint: c.saveDraft,
    path: '/conversations/:conversation/drafts',
    body: { kind: 'note', text: 'x' },
    expect: [200, 404, 200, 200],
  },
  { endpoint: c.seeAttachment, path: '/attachments/:attachment', expect: [200, 404, 200, 200] },
  {
    endpoint: c.seeRemotePicture,
    path: '/messages/:message/picture?url=https://x.example/y.png',
    expect: [404, 404, 404, 404],
  },
  { endpoint: c.upload, path: '/attachments', expect: [422, 422, 422, 422] },
  { endpoint: p.original, path: '/messages/:message/original', expect: [200, 404, 200, 200] },
  { endpoint: p.original, path: '/messages/:reply/original', expect: [200, 404, 200, 200] },
  { endpoint: p.listQuarantine, path: '/quarantine', expect: [403, 200, 200, 200] },
  { endpoint: p.quarantineOriginal, path: '/quarantine/:quarantined/original', expect: [403, 404, 200, 200] },
  { endpoint: p.listOutgoing, path: '/outgoing', expect: [403, 200, 200, 200] },
  { endpoint: p.outgoingOriginal, path: '/outgoing/:outgoing/original', expect: [403, 404, 200, 200] },
  {
    endpoint: c.write,
    path: '/conversations/:conversation/messages',
    body: { kind: 'note', text: 'x' },
    expect: [201, 404, 201, 201],
  },
  {
    endpoint: c.write,
    path: '/conversations/:conversation/messages',
    body: { kind: 'reply', text: 'x' },
    expect: [403, 404, 201, 201],
  },
  {
    endpoint: c.write,
    path: '/conversations/:conversation/messages',
    body: { kind: 'forward', text: 'x', to: [{ email: 'f@k.example' }] },
    expect: [403, 404, 201, 201],
  },
  {
    endpoint: c.change,
    path: '/conversations/:conversation',
    body: { priority: 'high' },
    expect: [403, 404, 200, 200],
  },
  {
    endpoint: c.addParticipant,
    path: '/conversations/:conversation/participants',
    body: { email: 'd@k.example' },
    expect: [403, 404, 201, 201],
  },
  {
    endpoint: c.removeParticipant,
    path: '/conversations/:conversation/participants/d@k.example',
    expect: [403, 404, 200, 200],
  },
  { endpoint: c.withdraw, path: '/messages/:reply', expect: [403, 404, 200, 404] },
  { endpoint: p.sendAgain, path: '/outgoing/:outgoing/retry', expect: [403, 404, 200, 409] },
  { endpoint: p.tryAgain, path: '/quarantine/:quarantined/release', expect: [403, 404, 200, 200] },
  { endpoint: p.showAsText, path: '/quarantine/:quarantined/plain', expect: [403, 404, 200, 404] },
]
const pathOf = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => place[name] ?? name)
const bodyOf = (body: unknown) =>
  body === undefined ? undefined : JSON.parse(JSON.stringify(body).replace('INBOX', world.inboxId))

test('The table below knows every endpoint of both slices', () => {
  const known = new Set(cases.map(({ endpoint }) => endpoint))
  expect(
    [...Object.values(c), ...Object.values(p)].filter((endpoint) => !known.has(endpoint)).map(({ path }) => path),
  ).toEqual([])
})

test.each(cases)('$endpoint.method $path is for those who may', async (each) => {
  const method = each.endpoint.method.toLowerCase() as Method
  const ask = (caller: Pick<ReturnType<World['as']>, Method>, path: string, body: unknown) =>
    method === 'get' || method === 'delete' ? caller[method](path) : caller[method](path, body)
  // A stranger learns nothing: neither whether it exists, nor what would have been valid.
  for (const [path, body] of [
    [pathOf(each.path), bodyOf(each.body)],
    [each.path.replace(/:\w+/g, newId()), { nonsense: 1 }],
  ] as const)
    expect((await ask(world.stranger, path, body)).status).toBe(401)
  const statuses: number[] = []
  for (const who of ['lars', 'outsider', 'holm', 'kari'] as Who[])
    statuses.push((await ask(world.as(who), pathOf(each.path), bodyOf(each.body))).status)
  expect(statuses).toEqual(each.expect)
  if (!each.path.includes(':')) return
  const unknown = await ask(world.as('kari'), each.path.replace(/:\w+/g, newId()), bodyOf(each.body))
  expect(unknown.status).toBe(404)
  expect((await ask(world.as('kari'), each.path.replace(/:\w+/g, 'no-id'), bodyOf(each.body))).status).toBe(404)
})

test('Whoever is in no inbox finds nothing: in no list, count or search', async () => {
  const outsider = world.as('outsider')
  for (const path of [
    '/conversations',
    '/conversations?status=new,open,waiting,resolved,spam',
    '/conversations?q=Kendeord',
    '/conversations?q=synlig@kunde.example',
    `/conversations?inbox=${world.inboxId}`,
    '/quarantine',
    '/outgoing',
  ]) {
    expect((await outsider.get(path)).body).toEqual({ items: [], nextCursor: null })
  }
  expect((await outsider.get('/conversation-counts')).body).toEqual({
    new: 0,
    open: 0,
    mine: 0,
    unassigned: 0,
    waiting: 0,
  })
})

test('A conversation that moves takes its mail out of sight with it, and a link shows only to who sees both ends', async () => {
  const holm = world.as('holm')
  const path = `/conversations/${place.conversation}`
  const read = (await world.deliver(
    writeMail({ from: 'anden@k.example', subject: `[#${(await holm.get(path)).body.number}]` }),
  )) as { conversationId: string }
  expect((await holm.get(`/conversations/${read.conversationId}`)).body.links).toHaveLength(1)
  await world.as('kari').patch(path, { inboxId: world.otherInboxId })
  expect(
    (await holm.get('/outgoing?limit=200')).body.items.filter(
      (each: { conversationId: string }) => each.conversationId === place.conversation,
    ),
  ).toEqual([])
  for (const gone of [
    `/outgoing/${place.outgoing}/original`,
    `/messages/${place.message}/original`,
    `/attachments/${place.attachment}`,
  ])
    expect((await holm.get(gone)).status).toBe(404)
  expect((await holm.get(`/conversations/${read.conversationId}`)).body.links).toEqual([])
})

const nul = 'a\u0000b'
const odd: unknown[] = [
  null,
  1,
  true,
  [],
  {},
  nul,
  'x'.repeat(300_001),
  '\ud800',
  -1,
  '0000-01-01T00:00:00Z',
  '9999-99-99',
  [nul],
  [{}],
]
const bodies: [string, Method, () => string, Record<string, unknown>][] = [
  [
    'open',
    'post',
    () => '/conversations',
    {
      inboxId: 'INBOX',
      customer: { email: 'n@k.example', name: 'n' },
      subject: 'Ny',
      text: 'Hej',
      html: '<p>x</p>',
      from: 'us',
      cc: [],
      attachmentIds: [],
      sendAt: '2026-05-01T00:00:00Z',
      undoSeconds: 1,
    },
  ],
  [
    'write',
    'post',
    () => `/conversations/${place.conversation}/messages`,
    {
      kind: 'reply',
      text: 'x',
      html: '<p>x</p>',
      attachmentIds: [],
      basedOn: null,
      sendAt: '2026-05-01T00:00:00Z',
      undoSeconds: 1,
      to: [{ email: 'a@b.example' }],
      cc: [],
    },
  ],
  [
    'forward',
    'post',
    () => `/conversations/${place.conversation}/messages`,
    { kind: 'forward', text: 'x', to: [{ email: 'a@b.example' }], forwardOf: newId() },
  ],
  [
    'change',
    'patch',
    () => `/conversations/${place.conversation}`,
    {
      status: 'open',
      subject: 'x',
      stage: 'during',
      matter: 'question',
      priority: 'low',
      language: 'da',
      assigneeId: null,
      teamId: null,
      tags: [],
      snoozedUntil: null,
      clearFlags: [],
    },
  ],
  [
    'participant',
    'post',
    () => `/conversations/${place.conversation}/participants`,
    { email: 'a@b.example', name: 'x' },
  ],
  ['draft', 'put', () => `/conversations/${place.conversation}/drafts`, { kind: 'note', text: 'x' }],
]
test.each(bodies)(
  'Whatever is put into %s, the answer is a yes or a refusal in words',
  async (_, method, path, body) => {
    for (const [field, value] of Object.entries(body)) {
      for (const wrong of [...odd, `${String(value)}x`]) {
        const { status, body: answer } = await world
          .as('kari')
          [method as 'post'](path(), bodyOf({ ...body, [field]: wrong }))
        if (status >= 300)
          expect(
            [status, typeof answer.code, typeof answer.detail],
            `${field} = ${JSON.stringify(wrong)?.slice(0, 40)}`,
          ).toEqual([expect.toSatisfy((code: number) => [409, 413, 422].includes(code)), 'string', 'string'])
        if (JSON.stringify(wrong)?.includes('\\u0000')) expect(status).toBe(422)
      }
    }
    for (const key of ['unknown', '__proto__x', 'constructor'])
      expect((await world.as('kari')[method as 'post'](path(), bodyOf({ ...body, [key]: 1 }))).status).toBe(422)
  },
)

test('Queries that fit nothing are refused, cursors of no list of ours among them', async () => {
  const forgedCursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  const wrong = [
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1&limit=2',
    'unknown=1',
    'status=old',
    'sort=best',
    'assignee=you',
    'inbox=1',
    'q=%00',
    `q=${'x'.repeat(201)}`,
    'cursor=x',
    `cursor=${forgedCursor('1', newId(), 3)}`,
  ]
  for (const query of wrong)
    expect([query, (await world.as('holm').get(`/conversations?${query}`)).status]).toEqual([query, 422])
  for (const sort of ['due', 'created', 'updated']) {
    for (const cursor of [
      forgedCursor('1', newId()),
      forgedCursor(null, newId()),
      forgedCursor('+275760-09-13T00:00:00.000Z', newId()),
      forgedCursor('x', newId()),
    ]) {
      expect((await world.as('holm').get(`/conversations?sort=${sort}&cursor=${cursor}`)).status).toBeLessThan(500)
    }
  }
  for (const path of ['/outgoing', '/quarantine'])
    for (const query of ['limit=201', 'cursor=x', 'state=old', 'q=1'])
      expect((await world.as('holm').get(`${path}?${query}`)).status).toBe(422)
})

test('An upload that is none is refused in words', async () => {
  const headers = { authorization: `Bearer ${world.as('holm').token}` }
  const ways = [
    { 'content-type': 'multipart/form-data; boundary=x', payload: 'nonsense' },
    { 'content-type': 'multipart/form-data', payload: 'x' },
    { 'content-type': 'text/plain', payload: 'x' },
    {
      'content-type': 'multipart/form-data; boundary=x',
      payload: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    },
  ]
  for (const { payload, ...type } of ways) {
    const response = await world.app.inject({
      method: 'POST',
      url: '/api/v1/attachments',
      headers: { ...headers, ...type },
      payload,
    })
    expect([type['content-type'], response.statusCode >= 400 && response.statusCode < 500]).toEqual([
      type['content-type'],
      true,
    ])
  }
})
