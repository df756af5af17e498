import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DatabasePool, openDatabase } from '../../src/core/db.ts'
import { type Cursor, endOfLog, readEvents, start } from '../../src/core/events.ts'
import { newId } from '../../src/core/ids.ts'
import { freshDatabase } from '../setup/story-database.ts'
import { throwDice } from './dice.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let pool: DatabasePool

beforeAll(async () => {
  database = await freshDatabase()
  pool = openDatabase(database.url)
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

/** A transaction that stays open until it is told to end. */
async function beginWriting(): Promise<{
  write(name: string): Promise<void>
  end(how: 'commit' | 'rollback'): Promise<void>
}> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('begin')
  return {
    async write(name) {
      const values = [newId(), name]
      await client.query(
        "insert into event (id, name, at, actor_type, data) values ($1, $2, now(), 'system', '{}')",
        values,
      )
    },
    async end(how) {
      await client.query(how)
      await client.end()
    },
  }
}

async function beginReading(from: Cursor = start) {
  let cursor = from
  const read = async () => {
    const { batch, held } = await readEvents(pool.db, cursor)
    cursor = batch.at(-1)?.cursor ?? cursor
    return { names: batch.map(({ name }) => name), held }
  }
  return {
    now: async () => (await read()).names,
    /** Until nothing is held back any more: other tests on this server have transactions too, and those count. */
    async all() {
      const all: string[] = []
      for (;;) {
        const { names, held } = await read()
        all.push(...names)
        if (!held && names.length === 0) return all
      }
    },
  }
}

test('an event of an older transaction that commits later is not passed over', async () => {
  const read = await beginReading(await endOfLog(pool.db))
  const older = await beginWriting()
  const younger = await beginWriting()
  await older.write('first')
  await younger.write('second')
  await younger.end('commit')
  // A reader who took "second" now would stand behind "first" for ever.
  expect(await read.now()).toEqual([])
  await older.end('commit')
  expect(await read.all()).toEqual(['first', 'second'])
  expect(await read.now()).toEqual([])
})

test('the end of the log, where new readers begin, lies before what is still being written', async () => {
  const older = await beginWriting()
  await older.write('under way')
  const younger = await beginWriting()
  await younger.write('done')
  await younger.end('commit')
  const read = await beginReading(await endOfLog(pool.db))
  await older.end('commit')
  expect(await read.all()).toEqual(['under way', 'done'])
})

test('a transaction that is rolled back holds nobody up afterwards', async () => {
  const read = await beginReading(await endOfLog(pool.db))
  const older = await beginWriting()
  await older.write('never')
  const younger = await beginWriting()
  await younger.write('after')
  await younger.end('commit')
  expect(await read.now()).toEqual([])
  await older.end('rollback')
  expect(await read.all()).toEqual(['after'])
})

test('however writers interleave, every reader sees every committed event once', async () => {
  const dice = throwDice(18)
  const from = await endOfLog(pool.db)
  const read = await beginReading(from)
  const open: Awaited<ReturnType<typeof beginWriting>>[] = []
  const names = new Map<unknown, string[]>()
  const committed: string[] = []
  const seen: string[] = []
  for (let step = 0; step < 200; step++) {
    if (open.length < 6 && dice.onceIn(3)) open.push(await beginWriting())
    const writer = open[dice.upTo(open.length)]
    if (writer && dice.onceIn(3)) {
      open.splice(open.indexOf(writer), 1)
      const how = dice.onceIn(5) ? 'rollback' : 'commit'
      await writer.end(how)
      if (how === 'commit') committed.push(...(names.get(writer) ?? []))
    } else if (writer) {
      await writer.write(`step ${step}`)
      names.set(writer, [...(names.get(writer) ?? []), `step ${step}`])
    }
    if (dice.onceIn(2)) seen.push(...(await read.now()))
  }
  for (const writer of open) {
    await writer.end('commit')
    committed.push(...(names.get(writer) ?? []))
  }
  seen.push(...(await read.all()))
  expect(committed.length).toBeGreaterThan(50)
  expect([...seen].sort()).toEqual([...committed].sort())
  // Who comes later is told the same, in the same order.
  const later = await beginReading(from)
  expect(await later.all()).toEqual(seen)
})
