import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import type { Desk } from './contract.ts'

/** Our own organisation; null until it is set up. */
export async function deskIfSetUp(ctx: Ctx): Promise<Desk | null> {
  const row = await ctx.db.selectFrom('desk').selectAll().executeTakeFirst()
  if (!row) return null
  return {
    name: row.name,
    country: row.country,
    language: row.language as Language,
    timeZone: row.time_zone,
    version: row.version,
  }
}

/**
 * Our own organisation.
 * @throws not_found until it is set up.
 */
export async function findDesk(ctx: Ctx): Promise<Desk> {
  const found = await deskIfSetUp(ctx)
  if (!found) throw refuse(commonRefusals, 'not_found')
  return found
}

/** All teams by name, with who is in them. */
export async function listTeams(ctx: Ctx) {
  const rows = await sql<{ id: string; name: string; memberIds: string[] }>`
    select t.id, t.name,
      array(select m.account_id::text from team_member m where m.team_id = t.id order by m.account_id) as "memberIds"
    from team t order by lower(t.name), t.id limit 1000`.execute(ctx.db)
  return { items: rows.rows, nextCursor: null }
}
