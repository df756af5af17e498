import { sql } from 'kysely'
import { type Ctx, contextFor, type Happening, type House, inTransaction, system } from './ctx.ts'
import { isRowId } from './cursor.ts'
import type { Db } from './db.ts'
import type { After } from './slice.ts'
import type { Wake } from './wake.ts'

/** A place in the log: `<transaction>.<event id>`. Opaque to everyone outside this file. */
export type Cursor = string
export const start: Cursor = '0.00000000-0000-0000-0000-000000000000'

export interface Logged extends Happening {
  cursor: Cursor
}

export function isCursor(text: string): boolean {
  const [tx = '', id] = text.split('.')
  // Up to 18 digits: beyond that xid8 itself would refuse, as a fault.
  return /^\d{1,18}$/.test(tx) && isRowId(id)
}

/**
 * Events after a cursor, in the order in which they may be told. Rows of transactions that could still commit beside an
 * older one are held back (`pg_snapshot_xmin`), so that nobody's cursor ever passes an event it has not seen; `held` says
 * that there are such.
 */
export async function readEvents(
  db: Db,
  after: Cursor,
  { limit = 200 }: { limit?: number } = {},
): Promise<{ batch: Logged[]; held: boolean }> {
  const [tx = '0', id = ''] = after.split('.')
  const { rows } = await sql<{
    id: string
    tx: string
    tellable: boolean
    name: string
    at: Date
    actor_type: string
    actor_id: string | null
    inbox_id: string | null
    conversation_id: string | null
    customer_id: string | null
    data: unknown
  }>`
    select id, tx::text as tx, tx < pg_snapshot_xmin(pg_current_snapshot()) as tellable, name, at, actor_type, actor_id,
      inbox_id, conversation_id, customer_id, data
    from event where (tx, id) > (${tx}::xid8, ${id}::uuid) order by event.tx, event.id limit ${limit}`.execute(db)
  // In the order of transactions: once one is held, so is everything behind it.
  const batch = rows
    .filter((row) => row.tellable)
    .map((row) => ({
      cursor: `${row.tx}.${row.id}`,
      id: row.id,
      name: row.name,
      at: row.at,
      actorType: row.actor_type,
      actorId: row.actor_id,
      inboxId: row.inbox_id,
      conversationId: row.conversation_id,
      customerId: row.customer_id,
      data: row.data,
    }))
  return { batch, held: batch.length < rows.length }
}

/** The place of one event, for readers who remember ids; null when there is no such event. */
export async function placeOf(db: Db, eventId: string): Promise<Cursor | null> {
  const result = await sql<{ cursor: string }>`
    select tx::text || '.' || id::text as cursor from event where id = ${eventId}::uuid`.execute(db)
  return result.rows[0]?.cursor ?? null
}

/** The end of the log as it may be told now. */
export async function endOfLog(db: Db): Promise<Cursor> {
  const result = await sql<{ cursor: string }>`
    select tx::text || '.' || id::text as cursor from event
    where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, id desc limit 1`.execute(db)
  return result.rows[0]?.cursor ?? start
}

const batchSize = 200

/**
 * Follows the log from `from`: calls `take` with each batch, in order, never two at a time, those of `names` only where names
 * are given. A batch that fails is given again. Ends when the answer's stop() is called.
 */
export function followEvents(
  house: House,
  wake: Wake,
  from: () => Promise<Cursor>,
  take: (batch: Logged[]) => Promise<void>,
  names?: readonly string[],
): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> | null = null
  let again = false
  let later: NodeJS.Timeout | null = null
  let cursor: Cursor | null = null
  const drain = async (): Promise<void> => {
    try {
      cursor ??= await from()
      while (!stopped) {
        const { batch, held } = await readEvents(house.db, cursor, { limit: batchSize })
        const wanted = names ? batch.filter((happening) => names.includes(happening.name)) : batch
        if (wanted.length > 0) await take(wanted)
        // Also past what nobody wanted: else every look would start from ever further back.
        cursor = batch.at(-1)?.cursor ?? cursor
        if (held) later = setTimeout(kick, 15)
        if (batch.length < batchSize) break
      }
    } catch (error) {
      house.log.warn({ err: error }, 'The event log could not be followed; trying again')
      if (!stopped) later = setTimeout(kick, 1000)
    }
  }
  const kick = (): void => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    if (later) clearTimeout(later)
    running = drain().finally(() => {
      running = null
      if (again) {
        again = false
        kick()
      }
    })
  }
  const off = wake.onWake('event', kick)
  kick()
  return {
    async stop() {
      stopped = true
      off()
      if (later) clearTimeout(later)
      await running
    },
  }
}

const attemptsBeforeGivingUp = 8

/**
 * Runs the slices' reactions that come after the event. Each consumer's place in the log moves in the transaction of its
 * reaction, and only one process holds it at a time; so a reaction's rows are written exactly once.
 */
export function runReactions(house: House, wake: Wake): { stop(): Promise<void> } {
  const ctx = contextFor(house, system)
  const followers = house.registry.after.map((consumer) =>
    followEvents(
      house,
      wake,
      () => openPosition(ctx, consumer),
      async (batch) => {
        for (const happening of batch) await react(ctx, consumer, happening)
      },
      consumer.on,
    ),
  )
  return {
    async stop() {
      await Promise.all(followers.map((follower) => follower.stop()))
    },
  }
}

/** A consumer met for the first time starts at the beginning of the log: nothing that happened before it was built is lost. */
async function openPosition(ctx: Ctx, consumer: After): Promise<Cursor> {
  const [tx, id] = start.split('.')
  await sql`insert into event_position (consumer, tx, id) values (${consumer.name}, ${tx}::xid8, ${id}::uuid)
    on conflict do nothing`.execute(ctx.db)
  const row = await sql<{ cursor: string }>`
    select tx::text || '.' || id::text as cursor from event_position where consumer = ${consumer.name}`.execute(ctx.db)
  return row.rows[0]?.cursor ?? start
}

async function react(ctx: Ctx, consumer: After, happening: Logged): Promise<void> {
  const [tx, id] = happening.cursor.split('.')
  try {
    await inTransaction(ctx, async (inside) => {
      const ours = await sql<{ ok: boolean }>`
        update event_position set tx = ${tx}::xid8, id = ${id}::uuid, failures = 0, detail = null
        where consumer = ${consumer.name} and (tx, id) < (${tx}::xid8, ${id}::uuid) returning true as ok`.execute(
        inside.db,
      )
      // Another process was here first: its transaction moved the place past this event.
      if (ours.rows.length === 0) return
      await consumer.react(inside, happening)
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const failed = await sql<{ failures: number }>`
      update event_position set failures = failures + 1, detail = ${reason.slice(0, 500)}
      where consumer = ${consumer.name} returning failures`.execute(ctx.db)
    if ((failed.rows[0]?.failures ?? 0) < attemptsBeforeGivingUp) throw error
    ctx.house.log.error({ err: error, consumer: consumer.name, event: happening.id }, 'A reaction was given up')
    await inTransaction(ctx, async (inside) => {
      await sql`insert into event_failure (consumer, event_id, reason, at)
        values (${consumer.name}, ${happening.id}, ${reason.slice(0, 500)}, ${ctx.now()}) on conflict do nothing`.execute(
        inside.db,
      )
      await sql`update event_position set tx = ${tx}::xid8, id = ${id}::uuid, failures = 0 where consumer = ${consumer.name}`.execute(
        inside.db,
      )
    })
  }
}
