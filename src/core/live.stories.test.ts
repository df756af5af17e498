import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Who, type World } from '../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ listen: true })
})
afterAll(() => world.close())

interface Told {
  cursor: string
  type: string
  conversationId: string | null
}

/** A browser's stream, as it hears it. */
async function listen(who: Who, after?: string) {
  const closing = new AbortController()
  const response = await fetch(`${world.desk.url}/api/v1/live`, {
    headers: { authorization: `Bearer ${world.as(who).token}`, ...(after ? { 'last-event-id': after } : {}) },
    signal: closing.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const told: Told[] = []
  const waiting: { until: (told: Told[]) => boolean; done: () => void }[] = []
  let ended = false
  const read = async () => {
    let text = ''
    for (;;) {
      const chunk = await reader?.read().catch(() => undefined)
      if (!chunk || chunk.done) break
      text += chunk.value
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
        const data = field('data')
        if (data)
          told.push({
            cursor: field('id') ?? '',
            type: field('event') ?? JSON.parse(data).type,
            conversationId: JSON.parse(data).conversationId ?? null,
          })
        for (const each of waiting) if (each.until(told)) each.done()
      }
    }
    ended = true
    for (const each of waiting) if (each.until(told)) each.done()
  }
  const reading = read()
  return {
    told,
    status: response.status,
    hasEnded: () => ended,
    until: (until: (told: Told[]) => boolean) =>
      new Promise<void>((done) => (until(told) ? done() : waiting.push({ until, done }))),
    async close() {
      closing.abort()
      await reading
    },
    reading,
  }
}

const open = async (subject: string) =>
  (
    await world.as('kari').post('/conversations', {
      inboxId: world.inboxId,
      customer: { email: 'soren@kunde.example' },
      subject,
      text: 'Hej',
      from: 'customer',
    })
  ).body.id as string

test('a stranger hears nothing', async () => {
  const response = await fetch(`${world.desk.url}/api/v1/live`)
  expect(response.status).toBe(401)
})

test('who may see a conversation hears of it as it happens; who may not hears nothing', async () => {
  const [holm, ulla] = [await listen('holm'), await listen('outsider')]
  await holm.until((told) => told.length > 0)
  await ulla.until((told) => told.length > 0)
  const id = await open('Fælles')
  await holm.until((told) => told.some((each) => each.conversationId === id && each.type === 'message.received'))
  // Something Ulla may hear comes after it on the same stream: what she was not told by then, she never is.
  await world.as('kari').patch('/desk', { name: 'Nordlys Strøm A/S' })
  await ulla.until((told) => told.some((each) => each.type === 'desk.changed'))
  expect(ulla.told.filter((each) => each.conversationId)).toEqual([])
  await holm.close()
  await ulla.close()
})

test('a right withdrawn is silent at once, on a stream that is already open', async () => {
  const holm = await listen('holm')
  await holm.until((told) => told.length > 0)
  await sql`delete from inbox_member where account_id = ${world.as('holm').id}`.execute(world.house.db)
  const id = await open('Ikke for Holm')
  await world.as('kari').patch('/desk', { name: 'Nordlys Strøm' })
  await holm.until((told) => told.some((each) => each.type === 'desk.changed'))
  expect(holm.told.some((each) => each.conversationId === id)).toBe(false)
  await holm.close()
  await sql`insert into inbox_member (inbox_id, account_id) values (${world.inboxId}, ${world.as('holm').id})`.execute(
    world.house.db,
  )
})

test('after a break a stream goes on where it stopped, with nothing lost and nothing twice', async () => {
  const before = await listen('siv')
  const first = await open('Før bruddet')
  await before.until((told) => told.some((each) => each.conversationId === first && each.type === 'message.received'))
  const cursor = before.told.at(-1)?.cursor ?? ''
  await before.close()
  const missed = await open('Under bruddet')
  const after = await listen('siv', cursor)
  await after.until((told) => told.some((each) => each.conversationId === missed && each.type === 'message.received'))
  expect(after.told.some((each) => each.conversationId === first)).toBe(false)
  const cursors = after.told.map((each) => each.cursor)
  expect(new Set(cursors).size).toBe(cursors.length)
  await after.close()
})

test('a stream ends with its person’s account', async () => {
  const lars = await listen('lars')
  await lars.until((told) => told.length > 0)
  await world.as('kari').patch(`/users/${world.as('lars').id}`, { disabled: true })
  await lars.reading
  expect(lars.hasEnded()).toBe(true)
})
