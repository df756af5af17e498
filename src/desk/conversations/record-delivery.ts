import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { conversationEvents } from './contract.ts'

export interface Delivery {
  messageId: string
  state: 'held' | 'queued' | 'sent' | 'failed' | 'bounced'
  /** A sentence for the agent: what happened, and what comes next. */
  detail: string
}

/** Writes a message's fate where people see it. A failure brings the conversation back: the customer was not answered. */
export async function recordDelivery(ctx: Ctx, { messageId, state, detail }: Delivery): Promise<void> {
  const failed = state === 'failed' || state === 'bounced'
  const { rows } = await sql<{ conversation_id: string; inbox_id: string; customer_id: string }>`
    update message m set delivery_state = ${state}, delivery_detail = ${detail}
    from conversation c
    where m.id = ${messageId} and c.id = m.conversation_id
      and (m.delivery_state, m.delivery_detail) is distinct from (${state}, ${detail})
    returning m.conversation_id, c.inbox_id, c.customer_id`.execute(ctx.db)
  const message = rows[0]
  if (!message) return
  if (failed) {
    await sql`update conversation set
        flags = case when 'delivery-failed' = any(flags) then flags else flags || 'delivery-failed'::text end,
        status = case when status in ('waiting', 'resolved') then 'open' else status end,
        resolved_at = null,
        waiting_since = coalesce(waiting_since, (select (mail #>> '{stoodBefore,waitingSince}')::timestamptz from message where id = ${messageId}), ${ctx.now()}),
        updated_at = ${ctx.now()}, version = version + 1
      where id = ${message.conversation_id} and status <> 'spam'`.execute(ctx.db)
  }
  if (state === 'sent') await comeTrue(ctx, message.conversation_id, messageId)
  const place = { inboxId: message.inbox_id, conversationId: message.conversation_id, customerId: message.customer_id }
  await emit(ctx, conversationEvents.delivered, place, { messageId, state })
}

/** A mail that had failed has left after all: the flag goes, and where nothing has been said since, the word is with them again. */
async function comeTrue(ctx: Ctx, conversationId: string, messageId: string): Promise<void> {
  await sql`update conversation c set flags = array_remove(flags, 'delivery-failed'), version = version + 1, updated_at = ${ctx.now()},
      status = case when answers then 'waiting' else status end, waiting_since = case when answers then null else waiting_since end
    from (select status = 'open' and m.mail ? 'stoodBefore' and not exists (select 1 from message l where l.conversation_id = m.conversation_id
        and l.kind = 'customer' and l.withdrawn_at is null and l.id > m.id) as answers
      from message m join conversation v on v.id = m.conversation_id where m.id = ${messageId}) said
    where c.id = ${conversationId} and 'delivery-failed' = any(c.flags) and not exists (select 1 from message f
      where f.conversation_id = c.id and f.delivery_state in ('failed', 'bounced') and f.withdrawn_at is null)`.execute(
    ctx.db,
  )
}

/** For ours once composed: the raw mail as it leaves. */
export async function recordOriginal(ctx: Ctx, messageId: string, rawSha256: string): Promise<void> {
  await ctx.db.updateTable('message').set({ raw_sha256: rawSha256 }).where('id', '=', messageId).execute()
}

/** Raises a flag a person should look at. */
export async function raiseFlag(ctx: Ctx, conversationId: string, flag: string): Promise<void> {
  await sql`update conversation set flags = flags || ${flag}::text, version = version + 1
    where id = ${conversationId} and not ${flag} = any(flags)`.execute(ctx.db)
}

/** For ours as it is written: the id it will travel under. No event of its own: `message.written` tells the same. */
export async function recordDeparture(
  ctx: Ctx,
  { messageId, internetMessageId, state, detail }: Delivery & { internetMessageId: string },
): Promise<void> {
  await ctx.db
    .updateTable('message')
    .set({ internet_message_id: internetMessageId, delivery_state: state, delivery_detail: detail })
    .where('id', '=', messageId)
    .execute()
}
