import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { findConversation } from './queries.ts'

/** Keeps what the actor has begun to write; empty text forgets it. */
export async function saveDraft(
  ctx: Ctx,
  conversationId: string,
  { kind, text }: { kind: 'reply' | 'note'; text: string },
): Promise<void> {
  await findConversation(ctx, conversationId)
  if (text.trim() === '') {
    await sql`delete from draft where conversation_id = ${conversationId} and account_id = ${ctx.actor.id} and kind = ${kind}`.execute(
      ctx.db,
    )
    return
  }
  await sql`insert into draft (conversation_id, account_id, kind, text, updated_at)
    values (${conversationId}, ${ctx.actor.id}, ${kind}, ${text}, ${ctx.now()})
    on conflict (conversation_id, account_id, kind) do update set text = excluded.text, updated_at = excluded.updated_at`.execute(
    ctx.db,
  )
}
