import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { pageOf, timeAndId } from '../../core/cursor.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { inVisibleInbox } from '../inboxes/visible.ts'
import type { Attachment, Message } from './contract.ts'
import { showHtml } from './message-html.ts'
import { findConversation } from './queries.ts'
import type { StoodBefore } from './stand-as-before.ts'

interface AttachmentRow {
  id: string
  filename: string
  media_type: string
  size: number
  sha256: string
  content_id: string | null
  inline: boolean
}

/** What `message.mail` holds: how it came, for the eyes of people. */
export interface MailFacts {
  to?: { name: string; address: string }[]
  cc?: { name: string; address: string }[]
  remarks?: string[]
  /** Of a reply of ours: how the conversation stood before it. Never shown. */
  stoodBefore?: StoodBefore
}

interface MessageRow {
  id: string
  conversation_id: string
  kind: Message['kind']
  author_type: Message['author']['type']
  author_id: string | null
  author_name: string
  author_address: string | null
  subject: string
  text: string
  new_text: string
  quoted_text: string
  signature: string
  html: string
  language: Message['language']
  mail: MailFacts
  stranger: boolean
  sender_trust: Message['senderTrust']
  delivery_state: NonNullable<Message['delivery']>['state'] | null
  delivery_detail: string
  undo_until: Date | null
  send_at: Date | null
  was_mail: boolean
  at: Date
  attachments: AttachmentRow[] | null
}

const columns = sql`m.id, m.conversation_id, m.kind, m.author_type, m.author_id, m.author_name, m.author_address, m.subject, m.text,
  m.new_text, m.quoted_text, m.signature, m.html, m.language, m.mail, m.stranger, m.sender_trust, m.delivery_state,
  m.delivery_detail, m.undo_until, m.send_at, m.at, (m.raw_sha256 is not null or m.delivery_state is not null) as was_mail,
  (select json_agg(json_build_object('id', t.id, 'filename', t.filename, 'media_type', t.media_type, 'size', t.size,
    'sha256', t.sha256, 'content_id', t.content_id, 'inline', t.inline) order by t.position)
    from attachment t where t.message_id = m.id) as attachments`

export function showAttachment(row: AttachmentRow): Attachment {
  return {
    id: row.id,
    filename: row.filename,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    contentId: row.content_id,
    inline: row.inline,
    url: `/api/v1/attachments/${row.id}`,
  }
}

function showMessage(row: MessageRow): Message {
  const attachments = (row.attachments ?? []).map(showAttachment)
  return {
    id: row.id,
    conversationId: row.conversation_id,
    kind: row.kind,
    author: { type: row.author_type, id: row.author_id, name: row.author_name, address: row.author_address },
    subject: row.subject,
    text: row.text,
    newText: row.new_text,
    quotedText: row.quoted_text,
    signature: row.signature,
    ...showHtml(row.html, attachments),
    language: row.language,
    attachments,
    to: row.mail.to ?? [],
    cc: row.mail.cc ?? [],
    remarks: row.mail.remarks ?? [],
    stranger: row.stranger,
    senderTrust: row.sender_trust,
    delivery: row.delivery_state
      ? {
          state: row.delivery_state,
          detail: row.delivery_detail,
          undoUntil: row.undo_until?.toISOString() ?? null,
          sendAt: row.send_at?.toISOString() ?? null,
        }
      : null,
    originalUrl: row.was_mail ? `/api/v1/messages/${row.id}/original` : null,
    at: row.at.toISOString(),
  }
}

/** Oldest first. A conversation in sight shows all its messages but those taken back. */
export async function listMessages(
  ctx: Ctx,
  conversationId: string,
  query: { limit?: unknown; cursor?: string | undefined },
) {
  const limit = Number(query.limit ?? 100)
  const after = query.cursor ? timeAndId(query.cursor) : null
  const { rows } = await sql<MessageRow>`
    select ${columns} from message m join conversation c on c.id = m.conversation_id
    where m.conversation_id = ${conversationId} and m.withdrawn_at is null and ${inVisibleInbox(ctx, 'c.inbox_id')}
      ${after ? sql`and (m.at, m.id) > (${after.at}, ${after.id}::uuid)` : sql``}
    order by m.at, m.id limit ${limit + 1}`.execute(ctx.db)
  // An empty page may be an empty conversation or one that must not be known to exist.
  if (rows.length === 0) await findConversation(ctx, conversationId)
  return pageOf(rows, limit, showMessage, (row) => [row.at.toISOString(), row.id])
}

export async function findMessage(ctx: Ctx, id: string): Promise<Message> {
  const { rows } = await sql<MessageRow>`
    select ${columns} from message m join conversation c on c.id = m.conversation_id
    where m.id = ${id} and m.withdrawn_at is null and ${inVisibleInbox(ctx, 'c.inbox_id')}`.execute(ctx.db)
  if (!rows[0]) throw refuse(commonRefusals, 'not_found')
  return showMessage(rows[0])
}

/** An attachment of a message in sight, or one of the actor's own that still waits in a composer. */
export async function findAttachment(ctx: Ctx, id: string): Promise<AttachmentRow> {
  const { rows } = await sql<AttachmentRow>`
    select t.id, t.filename, t.media_type, t.size, t.sha256, t.content_id, t.inline
    from attachment t left join message m on m.id = t.message_id left join conversation c on c.id = m.conversation_id
    where t.id = ${id} and ((t.message_id is null and t.account_id = ${ctx.actor.id})
      or (m.withdrawn_at is null and c.id is not null and ${inVisibleInbox(ctx, 'c.inbox_id')}))`.execute(ctx.db)
  if (!rows[0]) throw refuse(commonRefusals, 'not_found')
  return rows[0]
}
