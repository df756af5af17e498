import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { conversationEvents, conversationRefusals } from './contract.ts'
import { preview } from './conversation.ts'
import { findConversation } from './queries.ts'

/**
 * Takes a message back that still waits. Whoever carries it (post) hears of it in this transaction and refuses with
 * `already_left` when it is too late. Answers the words, so that the composer can hold them again.
 */
export async function withdrawMessage(ctx: Ctx, messageId: string): Promise<{ text: string; html: string }> {
  const message = await ctx.db
    .selectFrom('message')
    .select(['id', 'conversation_id', 'kind', 'author_id', 'text', 'html', 'at'])
    .where('id', '=', messageId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!message) throw refuse(commonRefusals, 'not_found')
  const conversation = await findConversation(ctx, message.conversation_id, { lock: true })
  if (message.kind !== 'reply') throw refuse(conversationRefusals, 'already_left')
  await ctx.db.updateTable('message').set({ withdrawn_at: ctx.now() }).where('id', '=', messageId).execute()
  await standAsBefore(ctx, conversation.id)
  const place = {
    inboxId: conversation.inbox_id,
    conversationId: conversation.id,
    customerId: conversation.customer_id,
  }
  await emit(ctx, conversationEvents.withdrawn, place, { messageId })
  return { text: message.text, html: message.html }
}

/** As if it had not been written: the last words are the ones before, and if those were the customer's, they wait again. */
async function standAsBefore(ctx: Ctx, conversationId: string): Promise<void> {
  const { rows } = await sql<{
    id: string
    kind: string
    new_text: string
    at: Date
    answered: boolean
    waiting_since: Date | null
    count: number
  }>`
    with shown as (select * from message where conversation_id = ${conversationId} and withdrawn_at is null),
      answer as (select max(at) as at from shown where kind = 'reply')
    select l.id, l.kind, l.new_text, l.at, exists (select 1 from shown where kind = 'reply') as answered,
      (select min(s.at) from shown s, answer where s.kind = 'customer' and not s.stranger and s.at > coalesce(answer.at, '-infinity')) as waiting_since,
      (select count(*)::int from shown) as count
    from shown l order by l.at desc, l.id desc limit 1`.execute(ctx.db)
  const last = rows[0]
  await sql`update conversation set
      status = case when status <> 'waiting' then status when ${last?.waiting_since ?? null}::timestamptz is null then status
        when ${last?.answered ?? false} then 'open' else 'new' end,
      waiting_since = case when status = 'waiting' then ${last?.waiting_since ?? null}::timestamptz else waiting_since end,
      preview = ${preview(last?.new_text ?? '')}, last_message_id = ${last?.id ?? null}, last_message_at = ${last?.at ?? null},
      message_count = ${last?.count ?? 0}, updated_at = ${ctx.now()}, version = version + 1
    where id = ${conversationId}`.execute(ctx.db)
}
