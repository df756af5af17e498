import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const note = { kind: 'note', text: 'Husk at ringe.' }

async function aConversation(): Promise<string> {
  const opened = await world.as('kari').post('/conversations', {
    inboxId: world.inboxId,
    customer: { email: 'soren@kunde.example', name: 'Søren' },
    subject: 'Måleren',
    text: 'Hej',
    from: 'customer',
  })
  expect(opened.status).toBe(201)
  return opened.body.id
}

describe('what does not fit is refused by name, and costs nothing', () => {
  test.each([
    ['an unknown key', { ...note, colour: 'red' }, 'colour'],
    ['a wrong type', { ...note, text: 5 }, 'text'],
    ['a NUL', { ...note, text: 'a\0b' }, 'text'],
    ['an over-long value', { ...note, text: 'x'.repeat(200_001) }, 'text'],
    ['nothing at all', {}, 'kind'],
  ])('%s', async (_, body, field) => {
    const path = `/conversations/${await aConversation()}/messages`
    const answer = await world.as('kari').post(path, body)
    expect(answer.status).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).toMatchObject({ code: 'not_understood', status: 422 })
    expect(JSON.stringify(answer.body.errors)).toContain(field)
    expect((await world.as('kari').get(path)).body.items).toHaveLength(1)
  })

  test.each(['{', '[1', '"text"', '{"__proto__":{"a":1}}', 'null'])('a body that is %s', async (payload) => {
    const id = await aConversation()
    const answer = await world.app.inject({
      method: 'POST',
      url: `/api/v1/conversations/${id}/messages`,
      headers: { authorization: `Bearer ${world.as('kari').token}`, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(422)
  })

  test('a body of another kind', async () => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/v1/conversations',
      headers: { authorization: `Bearer ${world.as('kari').token}`, 'content-type': 'text/xml' },
      payload: '<a/>',
    })
    expect(answer.statusCode).toBe(422)
  })

  test('an id that can’t exist is one that does not', async () => {
    expect((await world.as('kari').get('/conversations/7')).status).toBe(404)
    expect((await world.as('kari').get("/conversations/'; drop table message; --")).status).toBe(404)
  })

  test('a stranger learns nothing of what would have been valid', async () => {
    for (const body of [undefined, {}, { kind: 5 }, note]) {
      expect((await world.stranger.post('/conversations/7/messages', body)).status).toBe(401)
    }
  })

  test('the words come in the asker’s language', async () => {
    const title = async (language: string) =>
      (await world.stranger.get('/conversations', { 'accept-language': language })).body.title
    expect(await title('da-DK,da;q=0.9')).toBe('Du skal logge ind først.')
    expect(await title('no')).toBe('Du må logge inn først.')
    expect(await title('sv')).toBe('Du behöver logga in först.')
    expect(await title('fi')).toBe('You need to sign in first.')
  })
})

describe('an Idempotency-Key', () => {
  test('makes a repeated request one request, and gives the same answer', async () => {
    const path = `/conversations/${await aConversation()}/messages`
    const key = { 'idempotency-key': 'one-note' }
    const first = await world.as('kari').post(path, note, key)
    const again = await world.as('kari').post(path, note, key)
    expect(first.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect((await world.as('kari').get(path)).body.items).toHaveLength(2)
  })

  test('sent twice at the same moment still counts once', async () => {
    const path = `/conversations/${await aConversation()}/messages`
    const both = await Promise.all(
      [1, 2].map(() => world.as('kari').post(path, note, { 'idempotency-key': 'at once' })),
    )
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both[0]?.body).toEqual(both[1]?.body)
    expect((await world.as('kari').get(path)).body.items).toHaveLength(2)
  })

  test('on another request is refused', async () => {
    const path = `/conversations/${await aConversation()}/messages`
    await world.as('kari').post(path, note, { 'idempotency-key': 'used' })
    expect(await world.as('kari').post(path, { ...note, text: 'andet' }, { 'idempotency-key': 'used' })).toMatchObject({
      status: 422,
      body: { code: 'same_key_other_request' },
    })
  })

  test('is each person’s own, and a refused request does not use it up', async () => {
    const path = `/conversations/${await aConversation()}/messages`
    const key = { 'idempotency-key': 'mine' }
    expect((await world.as('kari').post(path, { kind: 'note' }, key)).status).toBe(422)
    expect((await world.as('kari').post(path, note, key)).status).toBe(201)
    expect((await world.as('holm').post(path, { ...note, text: 'Holms' }, key)).status).toBe(201)
  })
})

describe('If-Match', () => {
  test('lets a change through that is based on the present state, and no other', async () => {
    const id = await aConversation()
    const seen = await world.as('kari').get(`/conversations/${id}`)
    const etag = String(seen.headers.etag)
    const changed = await world.as('kari').patch(`/conversations/${id}`, { priority: 'high' }, { 'if-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.etag).not.toBe(etag)
    for (const stale of [etag, '"nonsense"']) {
      expect(
        await world.as('holm').patch(`/conversations/${id}`, { priority: 'low' }, { 'if-match': stale }),
      ).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } })
    }
    expect((await world.as('holm').patch(`/conversations/${id}`, { priority: 'low' })).body.priority).toBe('low')
  })
})

test('the description of the API names every endpoint, in OpenAPI 3.1', async () => {
  const document = (await world.stranger.get('/api/openapi.json')).body
  expect(document.openapi).toBe('3.1.0')
  for (const endpoint of world.house.registry.endpoints) {
    const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    expect(document.paths[path]?.[endpoint.method.toLowerCase()], `${endpoint.method} ${path}`).toBeDefined()
  }
  expect(JSON.stringify(document)).not.toContain('$schema')
})

test('the desk says that it lives and that it serves', async () => {
  expect((await world.stranger.get('/api/v1/health/live')).status).toBe(200)
  expect((await world.app.inject({ url: '/health/ready' })).statusCode).toBe(200)
})

test('the event log is read from where one stopped, and only what one may see', async () => {
  const id = await aConversation()
  interface Event {
    id: string
    type: string
    conversationId: string | null
    data: unknown
  }
  const read = async (who: 'kari' | 'outsider', after = ''): Promise<Event[]> =>
    (await world.as(who).get(`/events?limit=200${after}`)).body.items
  // Waited for: a transaction of another test on this server holds younger events back, as it must.
  const place = await vi.waitFor(async () => {
    const received = (await read('kari')).find((each) => each.conversationId === id && each.type === 'message.received')
    expect(received).toBeDefined()
    return received?.id ?? ''
  })
  await world.as('kari').patch(`/conversations/${id}`, { priority: 'urgent' })
  await vi.waitFor(async () =>
    expect(await read('kari', `&after=${place}`)).toMatchObject([
      { type: 'conversation.changed', conversationId: id, data: { changes: { priority: 'urgent' } } },
    ]),
  )
  expect((await world.as('kari').get(`/events?after=${place}`)).body.nextCursor).toBeNull()
  expect((await read('outsider')).filter((event) => event.conversationId)).toEqual([])
  expect((await world.as('kari').get('/events?after=nonsense')).status).toBe(422)
})
