import { sql } from 'kysely'
import type { Outcome } from '../../channels/channel.ts'
import { composeMail } from '../../channels/email/wire/compose-mail.ts'
import { crashHere } from '../../core/crash-point.ts'
import { contextFor, emit, type House, inTransaction, system } from '../../core/ctx.ts'
import { ofDeadProcess } from '../../core/drain.ts'
import { recordDelivery, recordOriginal } from '../conversations/record-delivery.ts'
import { postEvents } from './contract.ts'
import { notifyNotDelivered } from './notify-not-delivered.ts'
import { type ComposedFrom, heldWords } from './queue-mail.ts'
import type { Relays } from './relays.ts'
import { nextAttempt } from './retry-plan.ts'

export interface OutgoingRow {
  id: string
  conversation_id: string | null
  message_id: string | null
  inbox_id: string
  internet_message_id: string
  envelope_sender: string
  composed_from: ComposedFrom
  raw_sha256: string | null
  not_before: Date
  attempts: number
}

export async function claimOutgoing(house: House, limit: number): Promise<OutgoingRow[]> {
  const { rows } = await sql<OutgoingRow>`
    update outgoing set state = 'sending', claimed_by = ${house.processId}, claimed_at = ${house.now()}, attempts = attempts + 1
    where id in (select id from outgoing where state in ('waiting', 'queued') and next_attempt_at <= ${house.now()}
      order by next_attempt_at, id limit ${limit} for update skip locked)
    returning id, conversation_id, message_id, inbox_id, internet_message_id, envelope_sender, composed_from, raw_sha256, not_before, attempts`.execute(
    house.db,
  )
  return rows
}

/**
 * What a dead process had in hand goes out again, under the same Message-ID. Whether it had been handed over can't be known
 * (the gap between their yes and our record), so it is counted and shown.
 */
export async function releaseOutgoing(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - house.env.resendAfter * 1000)
  await sql`update outgoing set state = 'queued', claimed_by = null, perhaps_twice = perhaps_twice + 1
    where state = 'sending' and claimed_at < ${before} and ${ofDeadProcess('claimed_by')}`.execute(house.db)
}

/** Hands one claimed mail over and records each recipient's fate. */
export async function sendOutgoing(house: House, relays: Relays, row: OutgoingRow): Promise<void> {
  const ctx = contextFor(house, system)
  try {
    const relay = await relays.forInbox(row.inbox_id)
    if (!relay) return await hold(house, row)
    const raw = await originalOf(house, row)
    const { rows } = await sql<{ address: string }>`
      select address from outgoing_recipient where outgoing_id = ${row.id} and state in ('waiting', 'deferred') order by address`.execute(
      house.db,
    )
    crashHere('outgoing.claimed')
    const outcomes =
      rows.length > 0
        ? await relay.send({ raw, sender: row.envelope_sender, recipients: rows.map(({ address }) => address) })
        : []
    crashHere('outgoing.handed-over')
    await inTransaction(ctx, (inside) => recordOutcomes(inside, row, outcomes))
    crashHere('outgoing.recorded')
  } catch (error) {
    house.log.error({ err: error, outgoing: row.id }, 'A mail could not be handed over')
    const words = 'Løfte failed while handing this mail over.'
    await inTransaction(ctx, (inside) =>
      recordOutcomes(inside, row, [{ recipient: '*', state: 'deferred', detail: words }]),
    )
  }
}

/** The mail as it leaves: composed once, then kept. Composing again would give the same bytes. */
export async function originalOf(
  house: House,
  row: Pick<OutgoingRow, 'id' | 'message_id' | 'internet_message_id' | 'composed_from' | 'raw_sha256'>,
): Promise<Uint8Array> {
  if (row.raw_sha256) return house.files.get(row.raw_sha256)
  const raw = await compose(house, row)
  const kept = await house.files.put(raw)
  await inTransaction(contextFor(house, system), async (ctx) => {
    await sql`update outgoing set raw_sha256 = ${kept} where id = ${row.id}`.execute(ctx.db)
    if (row.message_id) await recordOriginal(ctx, row.message_id, kept)
  })
  return raw
}

/** Composes without keeping: for looking at a mail that may still be taken back. */
export async function compose(
  house: House,
  row: Pick<OutgoingRow, 'internet_message_id' | 'composed_from'>,
): Promise<Uint8Array> {
  const from = row.composed_from
  const attachments = await Promise.all(
    from.attachments.map(async ({ sha256, filename, mediaType, contentId }) => ({
      filename,
      mediaType,
      content: await house.files.get(sha256),
      contentId: contentId !== null && from.html?.includes(`cid:${contentId}`) ? contentId : null,
    })),
  )
  return composeMail({
    from: from.from,
    to: from.to,
    cc: from.cc,
    replyTo: from.replyTo ? [from.replyTo] : [],
    subject: from.subject,
    text: from.text,
    html: from.html,
    attachments,
    messageId: row.internet_message_id,
    inReplyTo: from.inReplyTo,
    references: from.references,
    date: new Date(from.date),
    headers: from.autoSubmitted ? { 'X-Auto-Response-Suppress': 'All' } : {},
    ...(from.autoSubmitted ? { autoSubmitted: from.autoSubmitted } : {}),
  })
}

async function hold(house: House, row: OutgoingRow): Promise<void> {
  await inTransaction(contextFor(house, system), async (ctx) => {
    await sql`update outgoing set state = 'held', detail = ${heldWords}, claimed_by = null, attempts = attempts - 1 where id = ${row.id}`.execute(
      ctx.db,
    )
    if (row.message_id) await recordDelivery(ctx, { messageId: row.message_id, state: 'held', detail: heldWords })
    await emit(
      ctx,
      postEvents.outgoingChanged,
      { inboxId: row.inbox_id, conversationId: row.conversation_id },
      { outgoingId: row.id, state: 'held' },
    )
  })
}

async function recordOutcomes(
  ctx: Parameters<typeof emit>[0],
  row: OutgoingRow,
  outcomes: readonly Outcome[],
): Promise<void> {
  const now = ctx.now()
  for (const outcome of outcomes) {
    if (outcome.recipient === '*') continue
    await sql`update outgoing_recipient set state = ${outcome.state}, detail = ${outcome.detail.slice(0, 1000)},
        status = ${outcome.state === 'failed' ? outcome.status : ''}, at = ${now}
      where outgoing_id = ${row.id} and address = ${outcome.recipient}`.execute(ctx.db)
  }
  const { rows: recipients } = await sql<{ address: string; state: string; detail: string }>`
    select address, state, detail from outgoing_recipient where outgoing_id = ${row.id}`.execute(ctx.db)
  const open = recipients.filter(({ state }) => state === 'waiting' || state === 'deferred')
  const failed = recipients.filter(({ state }) => state === 'failed')
  const again =
    open.length > 0
      ? nextAttempt({
          attempts: row.attempts,
          firstDueAt: row.not_before,
          now,
          retryAfterSeconds: longestWait(outcomes),
          chance: Math.random(),
        })
      : null
  if (again) {
    const why = outcomes.find(({ state }) => state === 'deferred')?.detail ?? ''
    await settle(ctx, row, { state: 'queued', detail: why, nextAttemptAt: again })
    return
  }
  for (const { address } of open) {
    await sql`update outgoing_recipient set state = 'failed', detail = detail || ' Given up after five days.', at = ${now}
      where outgoing_id = ${row.id} and address = ${address}`.execute(ctx.db)
  }
  const lost = [...failed, ...open]
  if (lost.length === 0)
    return settle(ctx, row, { state: 'sent', detail: outcomes.at(-1)?.detail ?? '', nextAttemptAt: null })
  const detail = lost.map((each) => `${each.address}: ${each.detail}`).join(' ')
  await settle(ctx, row, { state: 'failed', detail, nextAttemptAt: null })
  if (row.message_id && row.conversation_id) {
    const address = lost.map((each) => each.address).join(', ')
    await notifyNotDelivered(ctx, {
      conversationId: row.conversation_id,
      messageId: row.message_id,
      inboxId: row.inbox_id,
      address,
      detail,
    })
  }
}

function longestWait(outcomes: readonly Outcome[]): number {
  return Math.max(
    0,
    ...outcomes.map((outcome) => (outcome.state === 'deferred' ? (outcome.retryAfterSeconds ?? 0) : 0)),
  )
}

async function settle(
  ctx: Parameters<typeof emit>[0],
  row: OutgoingRow,
  { state, detail, nextAttemptAt }: { state: 'queued' | 'sent' | 'failed'; detail: string; nextAttemptAt: Date | null },
): Promise<void> {
  await sql`update outgoing set state = ${state}, detail = ${detail.slice(0, 2000)}, claimed_by = null,
      next_attempt_at = coalesce(${nextAttemptAt}, next_attempt_at), sent_at = ${state === 'sent' ? ctx.now() : null}
    where id = ${row.id} and state = 'sending'`.execute(ctx.db)
  if (row.message_id) await recordDelivery(ctx, { messageId: row.message_id, state, detail: detail.slice(0, 2000) })
  await emit(
    ctx,
    postEvents.outgoingChanged,
    { inboxId: row.inbox_id, conversationId: row.conversation_id },
    { outgoingId: row.id, state },
  )
}
