import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'

/** Erases a person's mail: the raw bytes, what was sent to them, and what automatic mail they had. */
export async function forget(ctx: Ctx, customerId: string): Promise<void> {
  const theirs = sql`select id from conversation where customer_id = ${customerId}`
  const { rows } = await sql<{ raw_sha256: string }>`
    select raw_sha256 from inbound where message_id in (select id from message where conversation_id in (${theirs}))
    union select raw_sha256 from outgoing where conversation_id in (${theirs}) and raw_sha256 is not null`.execute(
    ctx.db,
  )
  await sql`delete from automatic_mail where conversation_id in (${theirs})
    or address in (select address from customer_address where customer_id = ${customerId})`.execute(ctx.db)
  await sql`delete from outgoing where conversation_id in (${theirs})`.execute(ctx.db)
  await sql`update inbound set from_address = null, trust_detail = '', subject = null, recipients = '{}', envelope_sender = null, peer = null, state = 'discarded'
    where message_id in (select id from message where conversation_id in (${theirs}))`.execute(ctx.db)
  await sql`delete from thread_reference where conversation_id in (${theirs})`.execute(ctx.db)
  for (const { raw_sha256 } of rows) await ctx.house.files.remove(raw_sha256)
}
