import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { pageOf, timeAndId } from '../../core/cursor.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { inVisibleInbox } from '../inboxes/visible.ts'
import type { Outgoing, Quarantined } from './contract.ts'
import type { InboundRow } from './file-mail.ts'
import type { ComposedFrom } from './queue-mail.ts'

interface QuarantineRow extends InboundRow {
  reason: string | null
  reason_code: string | null
  from_address: string | null
  subject: string | null
  size: number
}

const inboundColumns = sql`q.id, q.raw_sha256, q.via, q.inbox_id, q.recipients, q.envelope_sender, q.trust, q.received_at, q.attempts, q.reason, q.reason_code,
  q.from_address, q.subject, q.size`

export async function listQuarantine(ctx: Ctx, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50
  const after = query.cursor ? timeAndId(query.cursor) : null
  const { rows } = await sql<QuarantineRow>`
    select ${inboundColumns} from inbound q where q.state = 'quarantined' and ${inVisibleInbox(ctx, 'q.inbox_id')}
      ${after ? sql`and (q.received_at, q.id) < (${after.at}, ${after.id}::uuid)` : sql``}
    order by q.received_at desc, q.id desc limit ${limit + 1}`.execute(ctx.db)
  return pageOf(rows, limit, showQuarantined, (row) => [row.received_at.toISOString(), row.id])
}

function showQuarantined(row: QuarantineRow): Quarantined {
  return {
    id: row.id,
    inboxId: row.inbox_id,
    reason: row.reason ?? '',
    code: row.reason_code ?? '',
    receivedAt: row.received_at.toISOString(),
    from: row.from_address ?? '',
    subject: row.subject ?? '',
    size: row.size,
    attempts: row.attempts,
  }
}

export async function findQuarantined(ctx: Ctx, id: string): Promise<QuarantineRow> {
  const { rows } = await sql<QuarantineRow>`
    select ${inboundColumns} from inbound q where q.id = ${id} and q.state = 'quarantined' and ${inVisibleInbox(ctx, 'q.inbox_id')}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw refuse(commonRefusals, 'not_found')
  return rows[0]
}

interface OutgoingView {
  id: string
  conversation_id: string | null
  message_id: string | null
  inbox_id: string
  kind: Outgoing['kind']
  subject: string
  internet_message_id: string
  composed_from: ComposedFrom
  raw_sha256: string | null
  state: Outgoing['state']
  detail: string
  attempts: number
  next_attempt_at: Date
  perhaps_twice: number
  created_at: Date
  sent_at: Date | null
  recipients: Outgoing['recipients']
}

const outgoingColumns = sql`o.id, o.conversation_id, o.message_id, o.inbox_id, o.kind, o.subject, o.internet_message_id, o.composed_from, o.raw_sha256, o.state,
  o.detail, o.attempts, o.next_attempt_at, o.perhaps_twice, o.created_at, o.sent_at,
  coalesce((select json_agg(json_build_object('address', r.address, 'state', r.state, 'detail', r.detail) order by r.role desc, r.address)
    from outgoing_recipient r where r.outgoing_id = o.id), '[]') as recipients`

/** Mail is seen by those who see its conversation, also after that has moved to another inbox. */
const outgoingAtHome = sql`(select t.*, coalesce(v.inbox_id, t.inbox_id) as home_id from outgoing t
  left join conversation v on v.id = t.conversation_id)`

export async function listOutgoing(
  ctx: Ctx,
  query: { limit?: number | undefined; cursor?: string | undefined; state?: string | undefined },
) {
  const limit = query.limit ?? 50
  const after = query.cursor ? timeAndId(query.cursor) : null
  const { rows } = await sql<OutgoingView>`
    select ${outgoingColumns} from ${outgoingAtHome} o where ${inVisibleInbox(ctx, 'o.home_id')}
      ${query.state ? sql`and o.state = ${query.state}` : sql``}
      ${after ? sql`and (o.created_at, o.id) < (${after.at}, ${after.id}::uuid)` : sql``}
    order by o.created_at desc, o.id desc limit ${limit + 1}`.execute(ctx.db)
  return pageOf(rows, limit, showOutgoing, (row) => [row.created_at.toISOString(), row.id])
}

export function showOutgoing(row: OutgoingView): Outgoing {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    inboxId: row.inbox_id,
    kind: row.kind,
    to: row.recipients.map(({ address }) => address),
    subject: row.subject,
    internetMessageId: row.internet_message_id,
    state: row.state,
    detail: row.detail,
    recipients: row.recipients,
    attempts: row.attempts,
    nextAttemptAt: row.state === 'queued' || row.state === 'waiting' ? row.next_attempt_at.toISOString() : null,
    perhapsTwice: row.perhaps_twice,
    at: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  }
}

export async function findOutgoing(ctx: Ctx, by: { id: string } | { messageId: string }): Promise<OutgoingView | null> {
  const { rows } = await sql<OutgoingView>`
    select ${outgoingColumns} from ${outgoingAtHome} o where ${'id' in by ? sql`o.id = ${by.id}` : sql`o.message_id = ${by.messageId}`}
      and ${inVisibleInbox(ctx, 'o.home_id')} limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

/** The raw bytes a message came or left as; null for words that never were a mail (notes, words taken down by hand). */
export async function findOriginal(
  ctx: Ctx,
  messageId: string,
): Promise<{ rawSha256: string | null; outgoing: OutgoingView | null }> {
  const { rows } = await sql<{ raw_sha256: string | null }>`
    select m.raw_sha256 from message m join conversation c on c.id = m.conversation_id
    where m.id = ${messageId} and m.withdrawn_at is null and ${inVisibleInbox(ctx, 'c.inbox_id')}`.execute(ctx.db)
  if (!rows[0]) throw refuse(commonRefusals, 'not_found')
  return { rawSha256: rows[0].raw_sha256, outgoing: rows[0].raw_sha256 ? null : await findOutgoing(ctx, { messageId }) }
}
