import { sql } from 'kysely'
import type { ParsedMail, ReadMail } from '../../channels/email/parsed-mail.ts'
import { machineAddress } from '../../channels/email/understand/machine-addresses.ts'
import { type Ctx, emit } from '../../core/ctx.ts'
import type { Language } from '../../core/texts.ts'
import { addIncoming, type IncomingAttachment } from '../conversations/add-incoming.ts'
import { cut, type IncomingKind } from '../conversations/conversation.ts'
import { linkConversations, openConversation } from '../conversations/open-conversation.ts'
import { findOrAddCustomer } from '../customers/find-or-add-customer.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { acknowledge, countAutomatic } from './acknowledge.ts'
import { contentKey } from './content-key.ts'
import { postEvents } from './contract.ts'
import { findThread, rememberReferences } from './find-thread.ts'
import { mailRemarks } from './mail-remarks.ts'
import { type MailingInbox, mailingInbox } from './mailing-inbox.ts'
import { whyNotAcknowledge } from './may-acknowledge.ts'
import { findFailedMail, settleBounce } from './settle-bounce.ts'
import { decideThread } from './thread.ts'

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
  const placed = await place(ctx, row, mail, inbox, sender)
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
    at:
      row.via === 'file' && mail.date && new Date(mail.date) < row.received_at ? new Date(mail.date) : row.received_at,
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

interface Sender {
  name: string
  address: string
}

/**
 * Who wrote. From, unless it is a machine's or our own domain's and a Reply-To names a person: web forms write so. A mail
 * without a readable From is still somebody's: a place under .invalid (RFC 2606) holds it.
 */
function senderOf(mail: ParsedMail, row: InboundRow, inbox: MailingInbox): Sender {
  const domain = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const replyTo = mail.replyTo.length === 1 ? mail.replyTo[0] : undefined
  const from = mail.from
  if (replyTo?.address && mail.kind === 'person' && replyTo.address.toLowerCase() !== inbox.address) {
    const byForm =
      from.address === '' || machineAddress(from.address) !== null || domain(from.address) === domain(inbox.address)
    if (byForm) return { name: replyTo.name || from.name, address: replyTo.address.toLowerCase() }
  }
  const address = (from.address || row.envelope_sender || `unknown-${row.id}@unknown.invalid`)
    .toLowerCase()
    .slice(0, 320)
  return { name: from.name, address }
}

interface Placed {
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

async function place(
  ctx: Ctx,
  row: InboundRow,
  mail: ParsedMail,
  inbox: MailingInbox,
  sender: Sender,
): Promise<Placed> {
  const language = detectLanguage(mail.newText || mail.text || mail.subject, { prior: inbox.language }).language
  const failed = mail.kind === 'bounce' ? await findFailedMail(ctx, mail, row.recipients) : null
  if (failed?.conversationId) {
    const { customerId } = await standingOf(ctx, failed.conversationId)
    return {
      conversationId: failed.conversationId,
      number: null,
      customerId,
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
    const standing = await standingOf(ctx, decision.conversationId)
    // What a machine sends is attached to what it answers; it is no stranger's word and moves nothing.
    const stranger = decision.stranger && kindOf(mail) === 'customer'
    return {
      conversationId: decision.conversationId,
      number: standing.number,
      customerId: standing.customerId,
      language,
      stranger,
      opens: standing.status === 'resolved' && !stranger,
      linkTo: null,
      linkReason: null,
      failed,
    }
  }
  const customer = await findOrAddCustomer(ctx, { address: sender.address, name: sender.name, language })
  const opened = await openConversation(ctx, {
    inboxId: row.inbox_id,
    customer: { id: customer.id, name: sender.name || customer.name, address: sender.address },
    subject: mail.subject,
    // A machine's mail that answers nothing of ours is shown, but nobody waits for an answer to it.
    status: kindOf(mail) === 'customer' ? 'new' : 'open',
    language,
    at: row.received_at,
  })
  return {
    conversationId: opened.id,
    number: opened.number,
    customerId: customer.id,
    language,
    stranger: false,
    opens: true,
    linkTo: decision.linkTo,
    linkReason: decision.reason,
    failed,
  }
}

async function standingOf(
  ctx: Ctx,
  conversationId: string,
): Promise<{ number: number; status: string; customerId: string }> {
  const row = await ctx.db
    .selectFrom('conversation')
    .select(['number', 'status', 'customer_id as customerId'])
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return row
}

function kindOf(mail: ParsedMail): IncomingKind {
  if (mail.kind === 'person' || mail.kind === 'bulk') return 'customer'
  return mail.kind === 'bounce' ? 'bounce' : 'automatic'
}

function flagsFor(row: InboundRow, placed: Placed): string[] {
  return [
    ...(row.trust === 'failed' ? ['sender-failed'] : []),
    ...(placed.stranger ? ['stranger-wrote'] : []),
    ...(placed.linkTo ? ['linked'] : []),
  ]
}

async function considerAcknowledging(
  ctx: Ctx,
  row: InboundRow,
  mail: ParsedMail,
  inbox: MailingInbox,
  sender: Sender,
  placed: Placed,
): Promise<void> {
  const facts = {
    wanted: inbox.acknowledge,
    via: row.via,
    kind: mail.kind,
    mayAnswerAutomatically: mail.mayAnswerAutomatically,
    trust: row.trust,
    envelopeSender: row.envelope_sender,
    fromOurselves: false,
    stranger: placed.stranger,
    opens: placed.opens,
    writtenAt: mail.date ? new Date(mail.date) : null,
    receivedAt: row.received_at,
    now: ctx.now(),
    inConversation: 0,
    toCorrespondent: 0,
  }
  // Most mail is settled by what is already known; the two questions to the database are asked only when it is not.
  if (placed.number === null || sender.address.endsWith('.invalid') || whyNotAcknowledge(facts) !== null) return
  const ourselves = await sql`select 1 from inbox where address = ${sender.address}`.execute(ctx.db)
  const counted = await countAutomatic(ctx, sender.address, placed.conversationId)
  if (whyNotAcknowledge({ ...facts, fromOurselves: ourselves.rows.length > 0, ...counted }) !== null) return
  await acknowledge(ctx, {
    inbox,
    conversation: { id: placed.conversationId, number: placed.number },
    to: sender,
    language: placed.language ?? inbox.language,
    verified: row.trust === 'verified',
    subject: mail.subject,
    inReplyTo: mail.messageId,
    references: mail.references,
  })
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
