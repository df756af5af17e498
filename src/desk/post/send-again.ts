import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { recordDelivery } from '../conversations/record-delivery.ts'
import { type Outgoing, postEvents, postRefusals } from './contract.ts'
import { findOutgoing, showOutgoing } from './queries.ts'

/**
 * A person asks for a held or failed mail to be tried now, or for one that was kept back because the customer wrote first.
 * @throws refusals not_found, nothing_to_send
 */
export async function sendAgain(ctx: Ctx, id: string): Promise<Outgoing> {
  const before = await findOutgoing(ctx, { id })
  if (!before) throw refuse(commonRefusals, 'not_found')
  const now = ctx.now()
  // `not_before` starts the five days of retries anew. What its writer has taken back stays taken back.
  const { rows } =
    await sql`update outgoing o set state = 'queued', detail = '', next_attempt_at = ${now}, not_before = ${now}, attempts = 0,
      unless_answered = false
    where id = ${id} and (state in ('held', 'failed') or (state = 'queued' and attempts > 0) or (state = 'cancelled' and unless_answered
      and exists (select 1 from message m where m.id = o.message_id and m.withdrawn_at is null)))
    returning id`.execute(ctx.db)
  if (rows.length === 0) throw refuse(postRefusals, 'nothing_to_send')
  await sql`update outgoing_recipient set state = 'waiting' where outgoing_id = ${id} and state in ('failed', 'deferred')`.execute(
    ctx.db,
  )
  if (before.message_id) await recordDelivery(ctx, { messageId: before.message_id, state: 'queued', detail: '' })
  const place = { inboxId: before.inbox_id, conversationId: before.conversation_id }
  await emit(ctx, postEvents.outgoingChanged, place, { outgoingId: id, state: 'queued' })
  return showOutgoing((await findOutgoing(ctx, { id })) ?? before)
}
