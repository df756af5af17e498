import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { preview, type Status } from './conversation.ts'

/** How a conversation stood when a reply was written; kept in the message's `mail`, so that taking it back is exact. */
export interface StoodBefore {
  status: Status
  waitingSince: string | null
  assigneeId: string | null
}

interface Withdrawn {
  id: string
  author_id: string | null
  at: Date
  stoodBefore: StoodBefore | null
}

/** As if the message had not been written. Call it once the message is marked withdrawn, with the conversation locked. */
export async function standAsBefore(
  ctx: Ctx,
  conversationId: string,
  { id, author_id, at, stoodBefore }: Withdrawn,
): Promise<void> {
  const laterAnswer = stoodBefore && (await handOn(ctx, conversationId, id, at, stoodBefore))
  // A later answer still stands, and so does what it did; otherwise what came in meanwhile is kept beside what was before.
  const restored = laterAnswer ? null : stoodBefore
  const { rows } = await sql<{ last_id: string | null; last_at: Date | null; words: string | null; shown: number }>`
    with shown as (select id, kind, at, new_text, mail from message where conversation_id = ${conversationId} and withdrawn_at is null),
      last as (select id, at from shown order by id desc limit 1)
    select (select id from last) as last_id, (select at from last) as last_at, (select count(*)::int from shown) as shown,
      (select new_text from shown where kind = 'customer' or mail ? 'stoodBefore' order by at desc, id desc limit 1) as words`.execute(
    ctx.db,
  )
  const left = rows[0]
  const waitingSince = restored?.waitingSince ?? null
  await sql`update conversation set
      waiting_since = case when status in ('new', 'open', 'waiting') then coalesce(${waitingSince}::timestamptz, waiting_since) else waiting_since end,
      status = case when status = 'waiting' then coalesce(${restored?.status ?? null}, status) else status end,
      assignee_id = case when ${restored !== null && restored.assigneeId === null} and assignee_id = ${author_id}::uuid then null else assignee_id end,
      preview = ${preview(left?.words ?? '')}, last_message_id = ${left?.last_id ?? null}, last_message_at = ${left?.last_at ?? null},
      message_count = ${left?.shown ?? 0}, updated_at = ${ctx.now()}, version = version + 1
    where id = ${conversationId}`.execute(ctx.db)
}

/** The next answer after the one taken back is now the first since then: what was before it is what was before both. */
async function handOn(ctx: Ctx, conversationId: string, id: string, at: Date, before: StoodBefore): Promise<boolean> {
  const { rows } =
    await sql`update message set mail = jsonb_set(mail, '{stoodBefore}', ${JSON.stringify(before)}::jsonb)
    where id = (select id from message where conversation_id = ${conversationId} and kind = 'reply' and withdrawn_at is null
      and mail ? 'stoodBefore' and (at, id) > (${at}, ${id}::uuid) order by at, id limit 1) returning id`.execute(
      ctx.db,
    )
  return rows.length > 0
}
