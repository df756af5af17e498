import { type Ctx, emit } from '../../core/ctx.ts'
import { accessEvents } from './contract.ts'

/** Ends a person's sessions, all but the one kept under `exceptHash`. */
export async function endSessions(ctx: Ctx, accountId: string, exceptHash: string | null): Promise<void> {
  const ended = await ctx.db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .$if(exceptHash !== null, (query) => query.where('secret_hash', '!=', exceptHash ?? ''))
    .returning('id')
    .execute()
  if (ended.length > 0) await emit(ctx, accessEvents.signedOut, {}, { userId: accountId })
}
