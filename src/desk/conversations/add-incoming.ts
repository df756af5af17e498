import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import type { Language } from '../../core/texts.ts'
import { asJson } from './as-json.ts'
import { conversationEvents } from './contract.ts'
import { type IncomingKind, preview, type Status, standingAfterIncoming } from './conversation.ts'
import type { MailFacts } from './message-queries.ts'

export interface IncomingAttachment {
  filename: string
  mediaType: string
  size: number
  sha256: string
  contentId: string | null
  inline: boolean
}

export interface Incoming {
  kind: IncomingKind
  author: { id: string | null; name: string; address: string }
  subject: string
  text: string
  newText: string
  quotedText: string
  signature: string
  html: string
  language: Language | null
  mail: MailFacts
  stranger: boolean
  trust: 'verified' | 'unknown' | 'failed'
  /** A delivery report that says: not delivered. */
  failedDelivery: boolean
  internetMessageId: string | null
  /** Null when no mail came: words taken down by hand. */
  rawSha256: string | null
  attachments: readonly IncomingAttachment[]
  flags: readonly string[]
  at: Date
}

/** Adds what has come in to a conversation and moves the conversation as its rules say. One lock, one event. */
export async function addIncoming(
  ctx: Ctx,
  conversationId: string,
  incoming: Incoming,
): Promise<{ messageId: string }> {
  const locked = await sql<{ status: Status; waiting_since: Date | null; inbox_id: string; customer_id: string }>`
    select status, waiting_since, inbox_id, customer_id from conversation where id = ${conversationId} for update`.execute(
    ctx.db,
  )
  const before = locked.rows[0]
  if (!before) throw new Error('The conversation this mail belongs to is gone.')
  // Made under the lock: ids tell in which order messages came to the conversation, whatever time they bear.
  const messageId = newId()
  await insertMessage(ctx, conversationId, messageId, incoming)
  const standing = standingAfterIncoming({ status: before.status, waitingSince: before.waiting_since }, incoming)
  const shown = preview(incoming.newText || incoming.text || incoming.subject)
  await sql`update conversation set status = ${standing.status}, waiting_since = ${standing.waitingSince},
      flags = (select coalesce(array_agg(distinct f), '{}') from unnest(flags || ${[...incoming.flags]}::text[]) f),
      language = coalesce(language, ${incoming.kind === 'customer' ? incoming.language : null}),
      resolved_at = case when ${standing.status} = 'resolved' then resolved_at end,
      snoozed_until = case when ${incoming.kind} = 'customer' then null else snoozed_until end,
      preview = case when ${incoming.kind} = 'customer' or preview = '' then ${shown} else preview end,
      last_message_id = ${messageId}, last_message_at = ${incoming.at}, message_count = message_count + 1,
      updated_at = greatest(updated_at, ${ctx.now()}), version = version + 1
    where id = ${conversationId}`.execute(ctx.db)
  const place = { inboxId: before.inbox_id, conversationId, customerId: before.customer_id }
  await emit(ctx, conversationEvents.received, place, { messageId, kind: incoming.kind, stranger: incoming.stranger })
  return { messageId }
}

async function insertMessage(ctx: Ctx, conversationId: string, messageId: string, incoming: Incoming): Promise<void> {
  await ctx.db
    .insertInto('message')
    .values({
      id: messageId,
      conversation_id: conversationId,
      kind: incoming.kind,
      author_type: incoming.kind === 'customer' || incoming.kind === 'automatic' ? 'customer' : 'system',
      author_id: incoming.author.id,
      author_name: incoming.author.name,
      author_address: incoming.author.address,
      subject: incoming.subject,
      text: incoming.text,
      new_text: incoming.newText,
      quoted_text: incoming.quotedText,
      signature: incoming.signature,
      html: incoming.html,
      language: incoming.language,
      mail: asJson(incoming.mail),
      stranger: incoming.stranger,
      sender_trust: incoming.trust,
      internet_message_id: incoming.internetMessageId,
      raw_sha256: incoming.rawSha256,
      at: incoming.at,
    })
    .execute()
  if (incoming.attachments.length === 0) return
  const rows = incoming.attachments.map((file, position) => ({
    id: newId(),
    message_id: messageId,
    position,
    filename: file.filename,
    media_type: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    content_id: file.contentId,
    inline: file.inline,
    created_at: incoming.at,
  }))
  // One statement for a mail of 1,000 parts would pass PostgreSQL's 65,535 parameters at some size; slices never do.
  for (let from = 0; from < rows.length; from += 500) {
    await ctx.db
      .insertInto('attachment')
      .values(rows.slice(from, from + 500))
      .execute()
  }
}
