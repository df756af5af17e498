import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/setup/story-database.ts'
import { contextFor, type House } from '../core/ctx.ts'
import { readEnv } from '../core/env.ts'
import { silentLog } from '../core/log.ts'
import { listConversations } from '../desk/conversations/queries.ts'
import { openHouse } from '../house.ts'
import { type Desk, foundDesk } from './found-desk.ts'
import { openMailTrap } from './mail-trap.ts'
import { story, unknownAddresses } from './story.ts'
import { type Told, tellStory } from './tell-story.ts'

const now = new Date('2026-03-05T12:00:00Z')
let house: House
let desk: Desk
let told: Told
let end: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'lofte-story-'))
  const trap = await openMailTrap(unknownAddresses)
  const env = { ...readEnv({ LOFTE_DATA: dataFolder }), smtpUrl: trap.url }
  let clock = now
  const open = openHouse(env, database.url, 'a secret for tests only, of some length', {
    log: silentLog,
    now: () => clock,
  })
  house = open.house
  desk = await foundDesk(house)
  const setClock = (at: Date) => {
    clock = at
  }
  told = await tellStory(house, desk, story, { now, timeZone: 'Europe/Copenhagen', setClock })
  end = async () => {
    await open.database.close()
    await trap.close()
    await database.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}, 60_000)

afterAll(() => end())

test('every mail of the story passes the pipeline, but the one that is meant to be set aside', () => {
  expect(told.mails.filter(({ state }) => state === 'quarantined')).toHaveLength(1)
  expect(told.mails.filter(({ state }) => state !== 'quarantined' && state !== 'filed')).toEqual([])
})

test('each matter is one conversation: answers find their way back by themselves', () => {
  expect(told.conversations).toBe(story.length - 1)
  return expect(count('conversation', 'true')).resolves.toBe(story.length - 1)
})

test('each chapter is read in its own language', async () => {
  const { rows } = await sql<{ address: string; language: string; subject: string }>`
    select i.address, c.language, c.subject from conversation c join inbox i on i.id = c.inbox_id
    where (i.language = 'nb' and c.language <> 'nb') or (i.language = 'sv' and c.language <> 'sv')`.execute(house.db)
  expect(rows).toEqual([])
})

test('the story shows what a desk meets: a stranger, a forged sender, a guessed number, mail returned, refused, held and waiting', async () => {
  const { items } = await listConversations(contextFor(house, desk.people.kari), {
    limit: 200,
    status: ['new', 'open', 'waiting', 'resolved', 'spam'],
  })
  const flags = new Set(items.flatMap((each) => each.flags))
  expect([...flags].sort()).toEqual(
    expect.arrayContaining(['delivery-failed', 'linked', 'sender-failed', 'stranger-wrote']),
  )
  expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['new', 'open', 'waiting', 'resolved', 'spam']))
  for (const state of ['sent', 'held', 'waiting', 'failed', 'bounced'])
    expect(await count('outgoing', `state = '${state}'`), state).toBeGreaterThan(0)
})

test('nothing of the story lies ahead, and all of it in the last days', async () => {
  const { rows } = await sql<{
    first: Date
    last: Date
  }>`select min(at) as first, max(at) as last from message`.execute(house.db)
  expect(rows[0]?.last.getTime()).toBeLessThanOrEqual(now.getTime())
  expect(now.getTime() - (rows[0]?.first.getTime() ?? 0)).toBeLessThan(6 * 86_400_000)
})

async function count(table: string, where: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(house.db)
  return rows[0]?.n ?? 0
}
