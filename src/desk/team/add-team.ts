import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { existingAccountIds } from '../access/queries.ts'
import { teamEvents, teamRefusals } from './contract.ts'

/**
 * Adds a team.
 * @throws team_name_taken, not_understood when a member is nobody.
 */
export async function addTeam(
  ctx: Ctx,
  { name, memberIds = [] }: { name: string; memberIds?: readonly string[] },
): Promise<{ id: string; name: string; memberIds: string[] }> {
  const members = [...new Set(memberIds)].sort()
  const known = await existingAccountIds(ctx, members)
  if (known.size < members.length) {
    throw refuse(commonRefusals, 'not_understood', {
      errors: [{ pointer: '/memberIds', code: 'unknown_user', message: 'must be users of this desk' }],
    })
  }
  const added = await ctx.db
    .insertInto('team')
    .values({ id: newId(), name, created_at: ctx.now() })
    .onConflict((conflict) => conflict.expression(sql`lower(name)`).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw refuse(teamRefusals, 'team_name_taken')
  if (members.length > 0) {
    await ctx.db
      .insertInto('team_member')
      .values(members.map((account_id) => ({ team_id: added.id, account_id })))
      .execute()
  }
  await emit(ctx, teamEvents.teamAdded, {}, { teamId: added.id })
  return { id: added.id, name, memberIds: members }
}
