import { type Ctx, emit } from '../../core/ctx.ts'
import { accessEvents } from './contract.ts'

/** Ends the session kept under `secretHash`; nothing to end is fine (a token has none). */
export async function signOut(ctx: Ctx, secretHash: string | null): Promise<void> {
  if (secretHash === null) return
  const ended = await ctx.db
    .deleteFrom('session')
    .where('secret_hash', '=', secretHash)
    .where('account_id', '=', ctx.actor.id)
    .returning('account_id')
    .executeTakeFirst()
  if (ended) await emit(ctx, accessEvents.signedOut, {}, { userId: ended.account_id })
}
