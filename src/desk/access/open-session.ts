import { type Ctx, emit } from '../../core/ctx.ts'
import { newId, newSecret, sha256 } from '../../core/ids.ts'
import { actorFor } from './actor.ts'
import { accessEvents } from './contract.ts'
import type { AccountRow } from './queries.ts'
import { sessionDays } from './session-cookie.ts'

/**
 * Opens a session and answers its secret. The one the browser came with ends: a session planted before signing in never
 * becomes somebody's (fixation).
 */
export async function openSession(
  ctx: Ctx,
  account: AccountRow,
  { agent, replaces }: { agent: string; replaces: string | null },
): Promise<string> {
  const now = ctx.now()
  const secret = newSecret()
  if (replaces !== null) await ctx.db.deleteFrom('session').where('secret_hash', '=', replaces).execute()
  await ctx.db
    .insertInto('session')
    .values({
      id: newId(),
      secret_hash: sha256(secret),
      account_id: account.id,
      agent: agent.slice(0, 300),
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + sessionDays * 86_400_000),
    })
    .execute()
  await emit({ ...ctx, actor: actorFor(account) }, accessEvents.signedIn, {}, { userId: account.id })
  return secret
}
