import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'

/** Erases a person's words and addresses; that there was a conversation, and when, stays for the measures. */
export async function forget(ctx: Ctx, customerId: string): Promise<void> {
  const theirs = sql`select id from conversation where customer_id = ${customerId}`
  await sql`delete from attachment where message_id in (select id from message where conversation_id in (${theirs}))`.execute(
    ctx.db,
  )
  await sql`update message set author_name = '', author_address = null, subject = '', text = '', new_text = '', quoted_text = '',
      signature = '', delivery_detail = '', html = '', mail = '{}', internet_message_id = null, raw_sha256 = null
    where conversation_id in (${theirs})`.execute(ctx.db)
  await sql`delete from draft where conversation_id in (${theirs})`.execute(ctx.db)
  await sql`delete from participant where conversation_id in (${theirs}) or customer_id = ${customerId}`.execute(ctx.db)
  await sql`update conversation set subject = '', preview = '' where customer_id = ${customerId}`.execute(ctx.db)
}
