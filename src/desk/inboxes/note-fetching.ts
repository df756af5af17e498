import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { inboxEvents } from './contract.ts'

/**
 * Notes how fetching an inbox's mail goes, for the people who look at it. News only when the state or its words change.
 * `lastMailAt` stays as it was when left out.
 */
export async function noteFetching(
  ctx: Ctx,
  inboxId: string,
  { state, detail, lastMailAt = null }: { state: string; detail: string; lastMailAt?: Date | null },
): Promise<void> {
  const changed = await sql<{ changed: boolean }>`
    with before as (select state, detail from imap_state where inbox_id = ${inboxId})
    insert into imap_state (inbox_id, state, detail, at, last_mail_at)
    values (${inboxId}, ${state}, ${detail}, ${ctx.now()}, ${lastMailAt}::timestamptz)
    on conflict (inbox_id) do update set state = excluded.state, detail = excluded.detail, at = excluded.at,
      last_mail_at = coalesce(excluded.last_mail_at, imap_state.last_mail_at)
    returning not exists (select from before where state = ${state} and detail = ${detail}) as changed`.execute(ctx.db)
  if (changed.rows[0]?.changed) await emit(ctx, inboxEvents.fetchingChanged, { inboxId }, { state })
}
