import { sql } from 'kysely'
import { type Ctx, emit, type Happening } from '../../core/ctx.ts'
import { refuse } from '../../core/refusal.ts'
import { raiseFlag, recordDelivery } from '../conversations/record-delivery.ts'
import { conversationRefusals } from '../conversations/refusals.ts'
import { postEvents } from './contract.ts'

/** A message is taken back: its mail must still be waiting, or the whole withdrawal is refused (`already_left`). */
export async function withdrawOutgoing(ctx: Ctx, happening: Happening<{ messageId: string }>): Promise<void> {
  const { messageId } = happening.data
  // `queued` with no attempt made may still be in our hands, but its time to be taken back is over.
  const { rows } = await sql<{
    id: string
  }>`update outgoing set state = 'cancelled', detail = 'Taken back before it left.'
    where message_id = ${messageId} and (state = 'waiting' or (state = 'cancelled' and unless_answered)) returning id`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw refuse(conversationRefusals, 'already_left')
  for (const { id } of rows)
    await emit(ctx, postEvents.outgoingChanged, happening, { outgoingId: id, state: 'cancelled' })
}

const answeredFirst = 'Not sent: the customer wrote first. Read what they say, and send it again if it still holds.'

/** The customer has written: what was to be sent later, unless they did, stays here. */
export async function holdBackAnswered(
  ctx: Ctx,
  happening: Happening<{ kind: string; stranger: boolean }>,
): Promise<void> {
  if (happening.data.kind !== 'customer' || happening.data.stranger || !happening.conversationId) return
  const { rows } = await sql<{ id: string; message_id: string | null }>`
    update outgoing set state = 'cancelled', detail = ${answeredFirst}
    where conversation_id = ${happening.conversationId} and state = 'waiting' and unless_answered
    returning id, message_id`.execute(ctx.db)
  for (const { id, message_id } of rows) {
    if (message_id) await recordDelivery(ctx, { messageId: message_id, state: 'held', detail: answeredFirst })
    await raiseFlag(ctx, happening.conversationId, 'not-sent')
    await emit(ctx, postEvents.outgoingChanged, happening, { outgoingId: id, state: 'cancelled' })
  }
}
