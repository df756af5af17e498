import { sql } from 'kysely'
import type { ParsedMail, ReadMail } from '../../channels/email/parsed-mail.ts'
import { type Ctx, emit } from '../../core/ctx.ts'
import { addIncoming, type IncomingAttachment } from '../conversations/add-incoming.ts'
import { cut } from '../conversations/conversation.ts'
import { linkConversations } from '../conversations/open-conversation.ts'
import { considerAcknowledging } from './consider-acknowledging.ts'
import { contentKey } from './content-key.ts'
import { postEvents } from './contract.ts'
import { rememberReferences } from './find-thread.ts'
import { mailRemarks } from './mail-remarks.ts'
import { senderOf } from './mail-sender.ts'
import { mailingInbox } from './mailing-inbox.ts'
import { arrivedAt, kindOf, type Placed, placeMail } from './place-mail.ts'
import { settleBounce } from './settle-bounce.ts'

export interface InboundRow {
  id: string
  raw_sha256: string
  via: 'smtp' | 'imap' | 'file'
  inbox_id: string
  recipients: string[]
  envelope_sender: string | null
  trust: 'verified' | 'unknown' | 'failed'
  received_at: Date
  attempts: number
}

export type Filed = { state: 'filed'; messageId: string; conversationId: string } | { state: 'duplicate' }

/**
 * Turns one read mail into a message where it belongs: conversation, references, acknowledgement and the row's new state in
 * the caller's one transaction. The row is locked first, so that two processes never file it both.
 */
export async function fileMail(
  ctx: Ctx,
  arrived: InboundRow,
  raw: Uint8Array,
  { mail }: ReadMail,
): Promise<Filed | null> {
  const locked =
    await sql`select 1 from inbound where id = ${arrived.id} and state in ('received', 'quarantined') for update skip locked`.execute(
      ctx.db,
    )
  if (locked.rows.length === 0) return null
  const inbox = await mailingInbox(ctx, arrived.inbox_id)
  const sender = senderOf(mail, arrived, inbox)
  // Two authors, none that can be read strictly, or a Reply-To in From's place: what was proved was proved of another.
  const isDoubtful = mail.signals.fromDoubtful || sender.address !== mail.from.address.toLowerCase()
  const row = arrived.trust === 'verified' && isDoubtful ? { ...arrived, trust: 'unknown' as const } : arrived
  const key = contentKey(raw, mail.messageId, mail.date)
  if (await isDuplicate(ctx, row, key)) {
    await settleRow(ctx, row, { state: 'duplicate', key: null, messageId: null, mail })
    return { state: 'duplicate' }
  }
  const placed = await placeMail(ctx, row, mail, inbox, sender)
  const kind = kindOf(mail)
  const failed = mail.kind === 'bounce' ? placed.failed : null
  const { messageId } = await addIncoming(ctx, placed.conversationId, {
    kind,
    author: { id: kind === 'bounce' ? null : placed.authorId, name: sender.name, address: sender.address },
    subject: cut(mail.subject, 998),
    text: mail.text,
    newText: mail.newText,
    quotedText: mail.quotedText,
    signature: mail.signature,
    html: mail.html,
    language: placed.language,
    mail: { to: mail.to.slice(0, 100), cc: mail.cc.slice(0, 100), remarks: mailRemarks(mail) },
    stranger: placed.stranger,
    trust: row.trust,
    failedDelivery: failed !== null && failed.recipients.length > 0,
    internetMessageId: mail.messageId,
    rawSha256: row.raw_sha256,
    attachments: mail.attachments satisfies IncomingAttachment[],
    flags: flagsFor(row, placed),
    at: arrivedAt(row, mail),
  })
  if (placed.linkTo) await linkConversations(ctx, placed.conversationId, placed.linkTo, placed.linkReason ?? '')
  if (failed) await settleBounce(ctx, failed)
  await rememberReferences(ctx, row.inbox_id, placed.conversationId, mail)
  await settleRow(ctx, row, { state: 'filed', key, messageId, mail })
  await considerAcknowledging(ctx, row, mail, inbox, sender, placed)
  await emit(
    ctx,
    postEvents.filed,
    { inboxId: row.inbox_id, conversationId: placed.conversationId },
    { inboundId: row.id, messageId },
  )
  return { state: 'filed', messageId, conversationId: placed.conversationId }
}

async function isDuplicate(ctx: Ctx, row: InboundRow, key: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from inbound where inbox_id = ${row.inbox_id} and content_key = ${key} and state = 'filed' and id <> ${row.id}`.execute(
      ctx.db,
    )
  return rows.length > 0
}

function flagsFor(row: InboundRow, placed: Placed): string[] {
  return [
    ...(row.trust === 'failed' ? ['sender-failed'] : []),
    ...(placed.stranger ? ['stranger-wrote'] : []),
    ...(placed.linkTo ? ['linked'] : []),
  ]
}

async function settleRow(
  ctx: Ctx,
  row: InboundRow,
  {
    state,
    key,
    messageId,
    mail,
  }: { state: 'filed' | 'duplicate'; key: string | null; messageId: string | null; mail: ParsedMail },
): Promise<void> {
  await sql`update inbound set state = ${state}, content_key = ${key}, message_id = ${messageId}, from_address = ${mail.from.address.slice(0, 320)},
      subject = ${mail.subject.slice(0, 998)}, filed_at = ${ctx.now()}, claimed_by = null, reason = null, reason_code = null
    where id = ${row.id}`.execute(ctx.db)
}
