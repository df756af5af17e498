import { sql } from 'kysely'
import type { Outcome } from '../../channels/channel.ts'
import { type Ctx, emit } from '../../core/ctx.ts'
import { sha256 } from '../../core/ids.ts'
import { recordDelivery } from '../conversations/record-delivery.ts'
import { postEvents } from './contract.ts'
import { notifyNotDelivered } from './notify-not-delivered.ts'
import { nextAttempt } from './retry-plan.ts'
import type { OutgoingRow } from './send-outgoing.ts'

interface RecipientRow {
  address: string
  state: 'waiting' | 'sent' | 'deferred' | 'failed' | 'bounced'
  detail: string
}

/** Writes down what one attempt came to: each recipient's fate, the mail's, the message's, and the next attempt. */
export async function recordOutcomes(ctx: Ctx, row: OutgoingRow, outcomes: readonly Outcome[]): Promise<void> {
  const now = ctx.now()
  for (const outcome of outcomes) {
    await sql`update outgoing_recipient set state = ${outcome.state}, detail = ${outcome.detail.slice(0, 1000)},
        status = ${outcome.state === 'failed' ? outcome.status : ''}, at = ${now}
      where outgoing_id = ${row.id} and address = ${outcome.recipient} and state in ('waiting', 'deferred')`.execute(
      ctx.db,
    )
  }
  const open = (await recipientsOf(ctx, row)).filter(({ state }) => state === 'waiting' || state === 'deferred')
  const again = open.length > 0 ? whenAgain(ctx, row, outcomes) : null
  if (!again && open.length > 0) await giveUp(ctx, row)
  // Told at once, not when the last of the others has been given up days later; and each once.
  const refused = outcomes.filter(({ state }) => state === 'failed').map(({ recipient }) => recipient)
  const lost = new Set([...refused, ...(again ? [] : open.map(({ address }) => address))])
  const failed = (await recipientsOf(ctx, row)).filter(({ state }) => state === 'failed')
  const detail = failed.map((each) => `${each.address}: ${each.detail}`).join(' ')
  if (again) await settle(ctx, row, { state: 'queued', detail: detail || deferral(outcomes), nextAttemptAt: again })
  else if (failed.length > 0) await settle(ctx, row, { state: 'failed', detail, nextAttemptAt: null })
  else await settle(ctx, row, { state: 'sent', detail: outcomes.at(-1)?.detail ?? '', nextAttemptAt: null })
  if (lost.size === 0 || !row.message_id || !row.conversation_id) return
  const { conversation_id: conversationId, message_id: messageId, inbox_id: inboxId } = row
  await notifyNotDelivered(ctx, { conversationId, messageId, inboxId, address: [...lost].join(', '), detail })
}

async function recipientsOf(ctx: Ctx, row: OutgoingRow): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    select address, state, detail from outgoing_recipient where outgoing_id = ${row.id} order by address`.execute(
    ctx.db,
  )
  return rows
}

const deferral = (outcomes: readonly Outcome[]): string =>
  outcomes.find(({ state }) => state === 'deferred')?.detail ?? ''

function whenAgain(ctx: Ctx, row: OutgoingRow, outcomes: readonly Outcome[]): Date | null {
  const asked = outcomes.map((outcome) => (outcome.state === 'deferred' ? (outcome.retryAfterSeconds ?? 0) : 0))
  return nextAttempt({
    attempts: row.attempts,
    firstDueAt: row.not_before,
    now: ctx.now(),
    retryAfterSeconds: Math.max(0, ...asked),
    chance: spread(row),
  })
}

/** From 0 to 1, the same for the same attempt: retries spread over time without anybody throwing dice. */
function spread({ id, attempts }: OutgoingRow): number {
  return Number.parseInt(sha256(`${id} ${attempts}`).slice(0, 8), 16) / 0xffffffff
}

async function giveUp(ctx: Ctx, row: OutgoingRow): Promise<void> {
  await sql`update outgoing_recipient set state = 'failed', detail = detail || ' Given up after five days.', at = ${ctx.now()}
    where outgoing_id = ${row.id} and state in ('waiting', 'deferred')`.execute(ctx.db)
}

async function settle(
  ctx: Ctx,
  row: OutgoingRow,
  { state, detail, nextAttemptAt }: { state: 'queued' | 'sent' | 'failed'; detail: string; nextAttemptAt: Date | null },
): Promise<void> {
  const words = detail.slice(0, 2000)
  await sql`update outgoing set state = ${state}, detail = ${words}, claimed_by = null,
      next_attempt_at = coalesce(${nextAttemptAt}, next_attempt_at), sent_at = ${state === 'sent' ? ctx.now() : null}
    where id = ${row.id} and state = 'sending'`.execute(ctx.db)
  if (row.message_id) await recordDelivery(ctx, { messageId: row.message_id, state, detail: words })
  const place = { inboxId: row.inbox_id, conversationId: row.conversation_id }
  await emit(ctx, postEvents.outgoingChanged, place, { outgoingId: row.id, state })
}
