import { sql } from 'kysely'
import { cleanHtml, htmlToPlainText } from '../../channels/email/clean-html.ts'
import { type BodyOf, emailAddress } from '../../core/contract.ts'
import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { asJson } from './as-json.ts'
import { attachFiles, picturesAsParts } from './attach-files.ts'
import { conversationEvents, type conversationsApi } from './contract.ts'
import { cut, preview, standingAfterReply } from './conversation.ts'
import type { MailFacts } from './message-queries.ts'
import type { ToSend } from './message-shape.ts'
import { type ConversationRow, findConversation } from './queries.ts'
import { conversationRefusals } from './refusals.ts'

export type Writing = BodyOf<typeof conversationsApi.write>

interface Recipient {
  name: string
  address: string
}

/**
 * Writes a reply, a forward or a note. A reply is sent by whoever hears `message.written` in this same transaction (post);
 * a note never leaves the desk.
 * @throws refusals stale_view, unknown_attachment, spam_is_not_answered, forward_needs_recipient, nobody_to_write_to,
 *   nothing_written, unknown_message, not_allowed
 */
export async function writeMessage(ctx: Ctx, conversationId: string, writing: Writing): Promise<{ messageId: string }> {
  const leaves = writing.kind !== 'note'
  if (leaves && !ctx.actor.may('conversation.write')) {
    throw refuse(commonRefusals, 'not_allowed', { permission: 'conversation.write' })
  }
  const conversation = await findConversation(ctx, conversationId, { lock: true })
  if (leaves && conversation.status === 'spam') throw refuse(conversationRefusals, 'spam_is_not_answered')
  if (writing.kind === 'forward' && !writing.to?.length) throw refuse(conversationRefusals, 'forward_needs_recipient')
  if (writing.kind === 'forward' && writing.forwardOf) await mustBeSaidHere(ctx, conversation.id, writing.forwardOf)
  await refuseStaleView(ctx, conversation, writing.basedOn)
  const at = ctx.now()
  const messageId = newId()
  const { text, html } = wordsOf(writing)
  const recipients = leaves ? await recipientsOf(ctx, conversation, writing) : { to: [], cc: [] }
  // A browser can take back by default; a program that asks for nothing has meant what it said.
  const undoSeconds = writing.undoSeconds ?? (ctx.actor.via === 'session' ? 10 : 0)
  const undoUntil = leaves && undoSeconds > 0 ? new Date(at.getTime() + undoSeconds * 1000) : null
  const sendAt = leaves && writing.sendAt ? new Date(writing.sendAt) : null
  await ctx.db
    .insertInto('message')
    .values({
      id: messageId,
      conversation_id: conversationId,
      kind: leaves ? 'reply' : 'note',
      author_type: ctx.actor.type === 'system' ? 'system' : 'agent',
      author_id: ctx.actor.id,
      author_name: ctx.actor.name,
      author_address: null,
      subject: conversation.subject,
      text,
      new_text: text,
      html,
      language: languageOf(text, conversation),
      mail: asJson(mailFacts(conversation, writing.kind, recipients)),
      delivery_state: leaves ? 'queued' : null,
      undo_until: undoUntil,
      send_at: sendAt,
      at,
    })
    .execute()
  await attachFiles(ctx, messageId, writing.attachmentIds ?? [], html)
  await moveOn(ctx, conversation, messageId, writing.kind, text, at)
  await ctx.db
    .deleteFrom('draft')
    .where('conversation_id', '=', conversationId)
    .where('account_id', '=', ctx.actor.id)
    .where('kind', '=', leaves ? 'reply' : 'note')
    .execute()
  const place = { inboxId: conversation.inbox_id, conversationId, customerId: conversation.customer_id }
  const sending: ToSend | null = leaves
    ? {
        ...recipients,
        undoUntil: undoUntil?.toISOString() ?? null,
        sendAt: sendAt?.toISOString() ?? null,
        forwardOf: writing.kind === 'forward' ? (writing.forwardOf ?? null) : null,
        first: conversation.message_count === 0,
      }
    : null
  await emit(ctx, conversationEvents.written, place, { messageId, kind: writing.kind }, sending)
  return { messageId }
}

/** Someone answered, or the customer wrote on, while this was being written: it is stopped, and the difference shown. */
async function refuseStaleView(
  ctx: Ctx,
  conversation: ConversationRow,
  basedOn: string | null | undefined,
): Promise<void> {
  if (basedOn === undefined || basedOn === conversation.last_message_id) return
  // By id, in the order in which they came here: what was fetched late bears an earlier time.
  const { rows } = await sql<{ id: string; kind: string; author_name: string; new_text: string; at: Date }>`
    select id, kind, author_name, new_text, at from message
    where conversation_id = ${conversation.id} and withdrawn_at is null
      and id > coalesce((select id from message where id = ${basedOn}::uuid and conversation_id = ${conversation.id}),
        '00000000-0000-0000-0000-000000000000')
      and not (author_type = 'agent' and author_id = ${ctx.actor.id})
    order by id limit 20`.execute(ctx.db)
  if (rows.length === 0) return
  throw refuse(conversationRefusals, 'stale_view', {
    lastMessageId: conversation.last_message_id,
    newer: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      author: row.author_name,
      newText: cut(row.new_text, 5000),
      at: row.at,
    })),
  })
}

/** Both forms of the same words. HTML from the composer is cleaned like any other: a browser can be made to send anything. */
export function wordsOf(writing: { text?: string | undefined; html?: string | undefined }): {
  text: string
  html: string
} {
  const html = writing.html?.trim() ? cleanHtml(picturesAsParts(writing.html)) : ''
  const text = (writing.text?.trim() ? writing.text : htmlToPlainText(html)).replace(/\r\n?/g, '\n').trimEnd()
  if (text.trim() === '' && !/<img\b/.test(html)) throw refuse(conversationRefusals, 'nothing_written')
  return { text, html }
}

/** A reply remembers how the conversation stood, for the case that it is taken back. A forward answers nothing. */
function mailFacts(
  { status, waiting_since, assignee_id }: ConversationRow,
  kind: Writing['kind'],
  recipients: { to: Recipient[]; cc: Recipient[] },
): MailFacts {
  if (kind === 'note') return {}
  if (kind === 'forward') return recipients
  const waitingSince = waiting_since?.toISOString() ?? null
  return { ...recipients, stoodBefore: { status, waitingSince, assigneeId: assignee_id } }
}

async function mustBeSaidHere(ctx: Ctx, conversationId: string, messageId: string): Promise<void> {
  const { rows } = await sql`select 1 from message where id = ${messageId} and conversation_id = ${conversationId}
    and kind <> 'note' and withdrawn_at is null`.execute(ctx.db)
  if (rows.length === 0) throw refuse(conversationRefusals, 'unknown_message')
}

function languageOf(text: string, conversation: ConversationRow): Language | null {
  return detectLanguage(text, { prior: conversation.language }).language ?? conversation.language
}

/** The customer alone unless others are named: whoever was merely copied in gets nothing by itself. */
async function recipientsOf(
  ctx: Ctx,
  conversation: ConversationRow,
  writing: Writing,
): Promise<{ to: Recipient[]; cc: Recipient[] }> {
  const named = (list: Writing['to']): Recipient[] =>
    (list ?? []).map(({ email, name }) => ({ address: email.toLowerCase(), name: name ?? '' }))
  const to = writing.to?.length ? named(writing.to) : await customerAddress(ctx, conversation)
  if (to.length === 0) throw refuse(conversationRefusals, 'nobody_to_write_to')
  const taken = new Set(to.map(({ address }) => address))
  return { to, cc: named(writing.cc).filter(({ address }) => !taken.has(address)) }
}

async function customerAddress(ctx: Ctx, conversation: ConversationRow): Promise<Recipient[]> {
  const rows = await ctx.db
    .selectFrom('participant')
    .select(['address', 'name'])
    .where('conversation_id', '=', conversation.id)
    .where('role', '=', 'customer')
    // A mail without a readable sender has a place under .invalid (RFC 2606), where nobody is.
    .where('address', 'not like', '%.invalid')
    .execute()
  // Quoted and other odd local parts can be read but not safely written (two servers may read them differently).
  return rows.filter(({ address }) => emailAddress.safeParse(address).success)
}

async function moveOn(
  ctx: Ctx,
  conversation: ConversationRow,
  messageId: string,
  kind: Writing['kind'],
  text: string,
  at: Date,
): Promise<void> {
  const standing =
    kind === 'reply'
      ? standingAfterReply({ status: conversation.status, waitingSince: conversation.waiting_since })
      : { status: conversation.status, waitingSince: conversation.waiting_since }
  await sql`update conversation set status = ${standing.status}, waiting_since = ${standing.waitingSince},
      preview = case when ${kind} = 'reply' then ${preview(text)} else preview end,
      assignee_id = case when ${kind} = 'reply' then coalesce(assignee_id, ${ctx.actor.id}::uuid) else assignee_id end,
      last_message_id = ${messageId}, last_message_at = ${at}, message_count = message_count + 1,
      updated_at = ${at}, version = version + 1
    where id = ${conversation.id}`.execute(ctx.db)
}
