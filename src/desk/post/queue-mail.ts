import type { Ctx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { asJson } from '../conversations/as-json.ts'
import { oneLine } from '../conversations/conversation.ts'

/** Everything a mail is composed from, kept so that it composes to the same bytes each time. */
export interface ComposedFrom {
  from: { name: string; address: string }
  replyTo: { name: string; address: string } | null
  to: { name: string; address: string }[]
  cc: { name: string; address: string }[]
  subject: string
  text: string
  html: string | null
  attachments: { sha256: string; filename: string; mediaType: string; contentId: string | null }[]
  inReplyTo: string | null
  references: string[]
  date: string
  autoSubmitted: 'auto-replied' | 'auto-generated' | null
}

export interface Mailing {
  kind: 'reply' | 'automatic' | 'notification'
  inbox: { id: string; hasRelay: boolean }
  conversationId: string | null
  messageId: string | null
  internetMessageId: string
  /** '' for automatic mail: what can't be delivered must not come back as another mail (RFC 3834 §3.3). */
  envelopeSender: string
  composedFrom: ComposedFrom
  /** Not before then: undo, or send later. */
  notBefore: Date
  unlessAnswered: boolean
}

export const heldWords =
  'No outgoing mail server is set (SMTP_URL), so nothing leaves; the mail is kept under Outgoing mail.'

/** Names and subjects as a mail can carry them: composing refuses control characters, and would refuse for ever. */
function inFields(from: ComposedFrom): ComposedFrom {
  const named = <T extends { name: string }>(each: T): T => ({ ...each, name: oneLine(each.name) })
  return {
    ...from,
    from: named(from.from),
    replyTo: from.replyTo && named(from.replyTo),
    to: from.to.map(named),
    cc: from.cc.map(named),
    subject: oneLine(from.subject),
    attachments: from.attachments.map((file) => ({ ...file, filename: oneLine(file.filename) || 'file' })),
  }
}

/** Writes a mail into the outbox, in the transaction of what it says. Answers its state as it starts out. */
export async function queueMail(ctx: Ctx, mailing: Mailing): Promise<'held' | 'waiting' | 'queued'> {
  const now = ctx.now()
  const id = newId()
  const waits = mailing.notBefore.getTime() > now.getTime()
  const state = waits ? 'waiting' : mailing.inbox.hasRelay ? 'queued' : 'held'
  await ctx.db
    .insertInto('outgoing')
    .values({
      id,
      conversation_id: mailing.conversationId,
      message_id: mailing.messageId,
      inbox_id: mailing.inbox.id,
      kind: mailing.kind,
      internet_message_id: mailing.internetMessageId,
      envelope_sender: mailing.envelopeSender,
      subject: mailing.composedFrom.subject,
      composed_from: asJson(inFields(mailing.composedFrom)),
      state,
      detail: state === 'held' ? heldWords : '',
      not_before: mailing.notBefore,
      unless_answered: mailing.unlessAnswered,
      next_attempt_at: mailing.notBefore,
      created_at: now,
    })
    .execute()
  const recipients = new Map<string, { name: string; role: 'to' | 'cc' }>()
  for (const { name, address } of mailing.composedFrom.cc) recipients.set(address.toLowerCase(), { name, role: 'cc' })
  for (const { name, address } of mailing.composedFrom.to) recipients.set(address.toLowerCase(), { name, role: 'to' })
  await ctx.db
    .insertInto('outgoing_recipient')
    .values(
      [...recipients].map(([address, { name, role }]) => ({ outgoing_id: id, address, name, role, state: 'waiting' })),
    )
    .execute()
  return state
}
