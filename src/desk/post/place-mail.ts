import { sql } from 'kysely'
import type { ParsedMail } from '../../channels/email/parsed-mail.ts'
import type { Ctx } from '../../core/ctx.ts'
import type { Language } from '../../core/texts.ts'
import type { IncomingKind } from '../conversations/conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { findOrAddCustomer } from '../customers/find-or-add-customer.ts'
import { detectLanguage } from '../language/detect-language.ts'
import type { InboundRow } from './file-mail.ts'
import { findThread } from './find-thread.ts'
import type { Sender } from './mail-sender.ts'
import type { MailingInbox } from './mailing-inbox.ts'
import { findFailedMail } from './settle-bounce.ts'
import { decideThread } from './thread.ts'

export interface Placed {
  conversationId: string
  number: number | null
  customerId: string
  /** The customer whose address the mail came from; null for one we don't know. */
  authorId: string | null
  language: Language | null
  stranger: boolean
  /** The mail opened it, or opened it again. */
  opens: boolean
  linkTo: string | null
  linkReason: string | null
  failed: Awaited<ReturnType<typeof findFailedMail>>
}

/** Finds the conversation a mail belongs to, or opens one. */
export async function placeMail(
  ctx: Ctx,
  row: InboundRow,
  mail: ParsedMail,
  inbox: MailingInbox,
  sender: Sender,
): Promise<Placed> {
  const language = detectLanguage(mail.newText || mail.text || mail.subject, { prior: inbox.language }).language
  const failed = mail.kind === 'bounce' ? await findFailedMail(ctx, mail, row.recipients) : null
  if (failed?.conversationId) {
    const { customerId } = await standingOf(ctx, failed.conversationId, sender)
    return {
      conversationId: failed.conversationId,
      number: null,
      customerId,
      authorId: null,
      language,
      stranger: false,
      opens: false,
      linkTo: null,
      linkReason: null,
      failed,
    }
  }
  const facts = await findThread(ctx, {
    mail,
    inboxId: row.inbox_id,
    sender: sender.address,
    recipients: row.recipients,
    trust: row.trust,
  })
  const decision = decideThread(facts)
  if (decision.place === 'joins') {
    const standing = await standingOf(ctx, decision.conversationId, sender)
    // What a machine sends is attached to what it answers; it is no stranger's word and moves nothing.
    const stranger = decision.stranger && kindOf(mail) === 'customer'
    return {
      conversationId: decision.conversationId,
      number: standing.number,
      customerId: standing.customerId,
      authorId: decision.stranger ? null : standing.authorId,
      language,
      stranger,
      opens: standing.status === 'resolved' && !stranger,
      linkTo: null,
      linkReason: null,
      failed,
    }
  }
  // A forged mail must not give a name to whoever it pretends to be from.
  const name = row.trust === 'failed' ? '' : sender.name
  const customer = await findOrAddCustomer(ctx, { address: sender.address, name, language })
  const opened = await openConversation(ctx, {
    inboxId: row.inbox_id,
    customer: { id: customer.id, name: sender.name || customer.name, address: sender.address },
    subject: mail.subject,
    // A machine's mail that answers nothing of ours is shown, but nobody waits for an answer to it.
    status: kindOf(mail) === 'customer' ? 'new' : 'open',
    language,
    at: arrivedAt(row, mail),
  })
  return {
    conversationId: opened.id,
    number: opened.number,
    customerId: customer.id,
    authorId: customer.id,
    language,
    stranger: false,
    opens: true,
    linkTo: decision.linkTo,
    linkReason: decision.reason,
    failed,
  }
}

interface Standing {
  number: number
  status: string
  customerId: string
  /** The customer the sender's address belongs to: not always the one whose conversation it is. */
  authorId: string | null
}

async function standingOf(ctx: Ctx, conversationId: string, sender: Sender): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select number, status, customer_id as "customerId",
      (select customer_id from customer_address where kind = 'email' and address = ${sender.address}) as "authorId"
    from conversation where id = ${conversationId}`.execute(ctx.db)
  if (!rows[0]) throw new Error('The conversation this mail belongs to is gone.')
  return rows[0]
}

/** When it came; for mail out of a file when it was written, so that an archive lies in its own order. */
export function arrivedAt(row: Pick<InboundRow, 'via' | 'received_at'>, mail: Pick<ParsedMail, 'date'>): Date {
  const written = mail.date === null ? null : new Date(mail.date)
  return row.via === 'file' && written !== null && written < row.received_at ? written : row.received_at
}

/** As what a mail stands in its conversation. */
export function kindOf(mail: ParsedMail): IncomingKind {
  if (mail.kind === 'person' || mail.kind === 'bulk') return 'customer'
  return mail.kind === 'bounce' ? 'bounce' : 'automatic'
}
