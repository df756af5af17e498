import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { refuse } from '../../core/refusal.ts'
import { conversationRefusals } from './refusals.ts'

/** Gives uploaded files to the message they were uploaded for, in the order named. Only their uploader can. */
export async function attachFiles(ctx: Ctx, messageId: string, ids: readonly string[], html = ''): Promise<void> {
  if (ids.length === 0) return
  // A picture that the HTML shows is part of it; its own id serves as Content-ID (RFC 2392).
  const { rows } = await sql`
    update attachment t set message_id = ${messageId}, position = wanted.position,
      content_id = case when position('cid:' || t.id in ${html}) > 0 then t.id::text end, inline = position('cid:' || t.id in ${html}) > 0
    from unnest(${[...new Set(ids)]}::uuid[]) with ordinality as wanted (id, position)
    where t.id = wanted.id and t.message_id is null and t.account_id is not distinct from ${ctx.actor.id}::uuid
    returning t.id`.execute(ctx.db)
  if (rows.length !== new Set(ids).size) throw refuse(conversationRefusals, 'unknown_attachment')
}

/** Gives a message's files back to whoever attached them: the message is taken back, the composer holds them again. */
export async function detachFiles(ctx: Ctx, messageId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update attachment set message_id = null, created_at = ${ctx.now()}
    where message_id = ${messageId} and account_id = ${ctx.actor.id} returning id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Pictures in what the composer sends point at our own address of the file; in a mail they are part of it. */
export function picturesAsParts(html: string): string {
  return html.replace(
    /(\ssrc=["'])(?:https?:\/\/[^"'/\s]+)?\/api\/v1\/attachments\/([0-9a-f-]{36})(?=["'])/gi,
    '$1cid:$2',
  )
}
