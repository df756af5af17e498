import { type RawBuilder, sql } from 'kysely'
import type { Actor, Ctx, House } from '../../core/ctx.ts'
import type { Logged } from '../../core/events.ts'
import { roles, seesAllInboxes } from '../access/roles.ts'

const allSeeing = roles.filter(seesAllInboxes)
/** News about the desk itself, which everyone who works here may see. */
const everyones = /^(?:desk|team|user)\./

/**
 * Who of `actors` may hear of an event, from their accounts as they are now: one query by primary keys. Owners and admins hear
 * everything; the others what happens in their inboxes, to customers of theirs, to the desk itself, and what they did themselves.
 */
export async function mayHear(house: House, happening: Logged, actors: readonly Actor[]): Promise<ReadonlySet<string>> {
  const ids = actors.map((actor) => actor.id).filter((id) => id !== null)
  if (ids.length === 0) return new Set()
  const rows = await sql<{ id: string }>`
    select a.id from account a where a.id = any(${ids}::uuid[]) and a.disabled_at is null
      and (a.role = any(${allSeeing}::text[]) or ${concerns(happening)})`.execute(house.db)
  return new Set(rows.rows.map((row) => row.id))
}

function concerns({ name, inboxId, customerId, actorId, data }: Logged): RawBuilder<boolean> {
  if (inboxId !== null) {
    const { leftIds } = data as { leftIds?: string[] }
    const isMember = sql<boolean>`exists (select from inbox_member m where m.inbox_id = ${inboxId} and m.account_id = a.id)`
    return leftIds?.length ? sql<boolean>`(${isMember} or a.id = any(${leftIds}::uuid[]))` : isMember
  }
  if (everyones.test(name)) return sql<boolean>`true`
  if (customerId !== null) {
    return sql<boolean>`exists (select from inbox_member m join conversation v on v.inbox_id = m.inbox_id
      where m.account_id = a.id and v.customer_id = ${customerId})`
  }
  return sql<boolean>`a.id = ${actorId}::uuid`
}

/** Those of a batch of events that the one who asks may hear of, by the same rule, one query for the batch. */
export async function mayHearAll(ctx: Ctx, batch: readonly Logged[]): Promise<Logged[]> {
  const { actor, db } = ctx
  if (actor.seesAllInboxes || batch.length === 0) return [...batch]
  const rows = await sql<{
    inbox_id: string
  }>`select inbox_id from inbox_member where account_id = ${actor.id}`.execute(db)
  const inboxes = new Set(rows.rows.map((row) => row.inbox_id))
  const heard: Logged[] = []
  for (const happening of batch) {
    if (happening.inboxId !== null) {
      if (inboxes.has(happening.inboxId)) heard.push(happening)
    } else if ((await mayHear(ctx.house, happening, [actor])).size > 0) heard.push(happening)
  }
  return heard
}
