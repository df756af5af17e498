import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { accessEvents } from './contract.ts'

/**
 * Revokes one of the actor's own tokens.
 * @throws not_found for another's.
 */
export async function revokeToken(ctx: Ctx, tokenId: string): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('api_token')
    .where('id', '=', tokenId)
    .where('account_id', '=', ctx.actor.id)
    .returning('account_id')
    .executeTakeFirst()
  if (!gone) throw refuse(commonRefusals, 'not_found')
  await emit(ctx, accessEvents.tokenRevoked, {}, { userId: gone.account_id, tokenId })
}
