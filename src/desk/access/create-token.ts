import { type Ctx, emit } from '../../core/ctx.ts'
import { newId, newSecret, sha256 } from '../../core/ids.ts'
import { accessEvents } from './contract.ts'
import { asToken } from './token.ts'

/** Makes a token that acts as `accountId`. It is told here and nowhere else. */
export async function createToken(
  ctx: Ctx,
  { accountId, name }: { accountId: string; name: string },
): Promise<{ id: string; token: string }> {
  const id = newId()
  const token = asToken(newSecret())
  await ctx.db
    .insertInto('api_token')
    .values({ id, secret_hash: sha256(token), account_id: accountId, name, created_at: ctx.now() })
    .execute()
  await emit(ctx, accessEvents.tokenCreated, {}, { userId: accountId, tokenId: id })
  return { id, token }
}
