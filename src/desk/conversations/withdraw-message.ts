import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { detachFiles } from './attach-files.ts'
import { conversationEvents } from './contract.ts'
import type { MailFacts } from './message-queries.ts'
import { findConversation } from './queries.ts'
import { conversationRefusals } from './refusals.ts'
import { standAsBefore } from './stand-as-before.ts'

/**
 * Takes a message back that still waits. Whoever carries it (post) hears of it in this transaction and refuses with
 * `already_left` when it is too late. Answers the words and the files, so that the composer can hold them again.
 */
export async function withdrawMessage(
  ctx: Ctx,
  messageId: string,
): Promise<{ text: string; html: string; attachmentIds: string[] }> {
  const found = await ctx.db
    .selectFrom('message')
    .select('conversation_id')
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!found) throw refuse(commonRefusals, 'not_found')
  const conversation = await findConversation(ctx, found.conversation_id, { lock: true })
  const message = await ctx.db
    .selectFrom('message')
    .select(['id', 'kind', 'author_id', 'text', 'html', 'mail', 'at'])
    .where('id', '=', messageId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!message) throw refuse(commonRefusals, 'not_found')
  if (message.kind !== 'reply') throw refuse(conversationRefusals, 'already_left')
  await ctx.db.updateTable('message').set({ withdrawn_at: ctx.now() }).where('id', '=', messageId).execute()
  await standAsBefore(ctx, conversation.id, {
    ...message,
    stoodBefore: (message.mail as MailFacts).stoodBefore ?? null,
  })
  const attachmentIds = await detachFiles(ctx, messageId)
  const place = {
    inboxId: conversation.inbox_id,
    conversationId: conversation.id,
    customerId: conversation.customer_id,
  }
  await emit(ctx, conversationEvents.withdrawn, place, { messageId })
  return { text: message.text, html: message.html, attachmentIds }
}
