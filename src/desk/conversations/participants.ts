import { type Ctx, emit } from '../../core/ctx.ts'
import { refuse } from '../../core/refusal.ts'
import { conversationEvents } from './contract.ts'
import { findConversation } from './queries.ts'
import { conversationRefusals } from './refusals.ts'

/** Only a person lets someone in: mail can't, whatever its Cc says (the ticket takeovers of 2024). */
export async function addParticipant(
  ctx: Ctx,
  conversationId: string,
  { email, name }: { email: string; name?: string },
): Promise<void> {
  const conversation = await findConversation(ctx, conversationId, { lock: true })
  const added = await ctx.db
    .insertInto('participant')
    .values({
      conversation_id: conversationId,
      address: email.toLowerCase(),
      name: name ?? '',
      role: 'copied',
      added_by: ctx.actor.id,
      at: ctx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) return
  const place = { inboxId: conversation.inbox_id, conversationId, customerId: conversation.customer_id }
  await emit(ctx, conversationEvents.participantAdded, place, {})
}

export async function removeParticipant(ctx: Ctx, conversationId: string, address: string): Promise<void> {
  const conversation = await findConversation(ctx, conversationId, { lock: true })
  const row = await ctx.db
    .selectFrom('participant')
    .select('role')
    .where('conversation_id', '=', conversationId)
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst()
  if (!row) return
  if (row.role === 'customer') throw refuse(conversationRefusals, 'customer_stays')
  await ctx.db
    .deleteFrom('participant')
    .where('conversation_id', '=', conversationId)
    .where('address', '=', address.toLowerCase())
    .execute()
  const place = { inboxId: conversation.inbox_id, conversationId, customerId: conversation.customer_id }
  await emit(ctx, conversationEvents.participantRemoved, place, {})
}
