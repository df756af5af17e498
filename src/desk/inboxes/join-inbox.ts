import { type Ctx, emit } from '../../core/ctx.ts'
import { inboxEvents } from './contract.ts'

/** Makes one more person a member of an inbox; one who is already stays so, unheard. */
export async function joinInbox(ctx: Ctx, inboxId: string, accountId: string): Promise<void> {
  const joined = await ctx.db
    .insertInto('inbox_member')
    .values({ inbox_id: inboxId, account_id: accountId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst()
  if (!joined) return
  const members = await ctx.db.selectFrom('inbox_member').select('account_id').where('inbox_id', '=', inboxId).execute()
  const memberIds = members.map((row) => row.account_id).sort()
  await emit(ctx, inboxEvents.membersChanged, { inboxId }, { memberIds, leftIds: [] })
}
