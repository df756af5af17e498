import { sql } from 'kysely'
import type { BodyOf } from '../../core/contract.ts'
import type { Ctx } from '../../core/ctx.ts'
import { refuse } from '../../core/refusal.ts'
import { findOrAddCustomer } from '../customers/find-or-add-customer.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { addIncoming } from './add-incoming.ts'
import { attachFiles } from './attach-files.ts'
import type { conversationsApi } from './contract.ts'
import { openConversation } from './open-conversation.ts'
import { conversationRefusals } from './refusals.ts'
import { wordsOf, writeMessage } from './write-message.ts'

/** Opens a conversation by hand: our first message to somebody, or words a customer gave us over the counter or the phone. */
export async function startConversation(
  ctx: Ctx,
  start: BodyOf<typeof conversationsApi.open>,
): Promise<{ id: string }> {
  const { rows } = await sql<{ id: string; language: 'da' | 'nb' | 'sv' | 'en' }>`
    select id, language from inbox where id = ${start.inboxId} and closed_at is null
      and (${ctx.actor.seesAllInboxes} or id in (select inbox_id from inbox_member where account_id = ${ctx.actor.id}))`.execute(
    ctx.db,
  )
  const inbox = rows[0]
  if (!inbox) throw refuse(conversationRefusals, 'unknown_inbox')
  const { text, html } = wordsOf(start)
  const language = detectLanguage(text, { prior: inbox.language }).language ?? inbox.language
  const address = start.customer.email.toLowerCase()
  const customer = await findOrAddCustomer(ctx, { address, name: start.customer.name ?? '', language })
  const fromUs = (start.from ?? 'us') === 'us'
  const conversation = await openConversation(ctx, {
    inboxId: inbox.id,
    customer: { id: customer.id, name: start.customer.name ?? customer.name, address },
    subject: start.subject,
    status: fromUs ? 'open' : 'new',
    language,
    assigneeId: fromUs ? ctx.actor.id : null,
    at: ctx.now(),
  })
  if (fromUs) {
    const { text: _, html: __, inboxId: ___, customer: ____, subject: _____, from: ______, ...sending } = start
    await writeMessage(ctx, conversation.id, { kind: 'reply', text: start.text, html: start.html, ...sending })
  } else {
    const { messageId } = await addIncoming(ctx, conversation.id, {
      kind: 'customer',
      author: { id: customer.id, name: start.customer.name ?? customer.name, address },
      subject: start.subject,
      text,
      newText: text,
      quotedText: '',
      signature: '',
      html,
      language,
      mail: {},
      stranger: false,
      trust: 'unknown',
      failedDelivery: false,
      internetMessageId: null,
      rawSha256: null,
      attachments: [],
      flags: [],
      at: ctx.now(),
    })
    await attachFiles(ctx, messageId, start.attachmentIds ?? [], html)
  }
  return { id: conversation.id }
}
