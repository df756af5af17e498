import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { existingAccountIds } from '../access/queries.ts'
import { inboxEvents } from './contract.ts'

/**
 * Makes `memberIds` the people who answer an inbox: who is left out leaves.
 * @throws not_understood when one of them is nobody.
 */
export async function setMembers(ctx: Ctx, inboxId: string, memberIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(memberIds)].sort()
  const known = await existingAccountIds(ctx, wanted)
  if (known.size < wanted.length) {
    throw refuse(commonRefusals, 'not_understood', {
      errors: [{ pointer: '/memberIds', code: 'unknown_user', message: 'must be users of this desk' }],
    })
  }
  const before = await ctx.db.selectFrom('inbox_member').select('account_id').where('inbox_id', '=', inboxId).execute()
  const leftIds = before.map((row) => row.account_id).filter((id) => !known.has(id))
  const newIds = wanted.filter((id) => !before.some((row) => row.account_id === id))
  if (leftIds.length === 0 && newIds.length === 0) return
  if (leftIds.length > 0) {
    await ctx.db.deleteFrom('inbox_member').where('inbox_id', '=', inboxId).where('account_id', 'in', leftIds).execute()
  }
  if (newIds.length > 0) {
    await ctx.db
      .insertInto('inbox_member')
      .values(newIds.map((account_id) => ({ inbox_id: inboxId, account_id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await emit(ctx, inboxEvents.membersChanged, { inboxId }, { memberIds: wanted, leftIds })
}
