import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import type { Language } from '../../core/texts.ts'
import type { Status } from './contract.ts'
import { conversationEvents } from './contract.ts'
import { bareSubject } from './conversation.ts'

export interface Opening {
  inboxId: string
  customer: { id: string; name: string; address: string }
  subject: string
  status: Status
  language: Language | null
  flags?: readonly string[]
  assigneeId?: string | null
  at: Date
}

/** Opens a conversation with its customer as the first who takes part. The first message is the caller's to add. */
export async function openConversation(
  ctx: Ctx,
  opening: Opening,
): Promise<{ id: string; number: number; inboxId: string; customerId: string }> {
  const id = newId()
  const { rows } = await sql<{ number: number }>`
    with opened as (
      insert into conversation (id, subject, status, language, inbox_id, customer_id, assignee_id, flags, created_at, updated_at)
      values (${id}, ${bareSubject(opening.subject)}, ${opening.status}, ${opening.language}, ${opening.inboxId}, ${opening.customer.id},
        ${opening.assigneeId ?? null}, ${[...(opening.flags ?? [])]}::text[], ${opening.at}, ${opening.at})
      returning number
    ), joined as (
      insert into participant (conversation_id, address, name, role, customer_id, at)
      values (${id}, ${opening.customer.address.toLowerCase()}, ${opening.customer.name}, 'customer', ${opening.customer.id}, ${opening.at})
    )
    select number from opened`.execute(ctx.db)
  const number = rows[0]?.number ?? 0
  const place = { inboxId: opening.inboxId, conversationId: id, customerId: opening.customer.id }
  await emit(ctx, conversationEvents.opened, place, { number })
  return { id, number, inboxId: opening.inboxId, customerId: opening.customer.id }
}

/** Notes that two conversations belong together, for people to see. Says nothing to the customer. */
export async function linkConversations(
  ctx: Ctx,
  conversationId: string,
  otherId: string,
  reason: string,
): Promise<void> {
  if (conversationId === otherId) return
  await ctx.db
    .insertInto('conversation_link')
    .values({ conversation_id: conversationId, other_id: otherId, reason, at: ctx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
