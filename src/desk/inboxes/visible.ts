import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'

/**
 * The one condition that decides what an actor may see: rows of inboxes they are a member of. Every finder of something
 * that belongs to an inbox starts from it; `column` is that table's inbox id, as `conversation.inbox_id`.
 */
export function inVisibleInbox(ctx: Ctx, column: string): RawBuilder<boolean> {
  if (ctx.actor.seesAllInboxes) return sql<boolean>`true`
  if (ctx.actor.id === null) return sql<boolean>`false`
  return sql<boolean>`${sql.ref(column)} in (select inbox_id from inbox_member where account_id = ${ctx.actor.id})`
}
