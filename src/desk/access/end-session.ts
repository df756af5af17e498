import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { accessEvents } from './contract.ts'

/**
 * Ends one of the actor's own sessions.
 * @throws not_found for another's.
 */
export async function endSession(ctx: Ctx, sessionId: string): Promise<void> {
  const ended = await ctx.db
    .deleteFrom('session')
    .where('id', '=', sessionId)
    .where('account_id', '=', ctx.actor.id)
    .returning('account_id')
    .executeTakeFirst()
  if (!ended) throw refuse(commonRefusals, 'not_found')
  await emit(ctx, accessEvents.signedOut, {}, { userId: ended.account_id })
}
