import type { Ctx } from '../../core/ctx.ts'
import { newSecret, sha256 } from '../../core/ids.ts'
import { deskIfSetUp } from '../team/queries.ts'

/** The one-time token of the set-up page, kept only as its hash; older ones end. null once the desk is set up. */
export async function makeSetupLink(ctx: Ctx): Promise<string | null> {
  if (await deskIfSetUp(ctx)) return null
  const token = newSecret()
  await ctx.db.deleteFrom('setup_link').execute()
  await ctx.db
    .insertInto('setup_link')
    .values({ secret_hash: sha256(token), created_at: ctx.now() })
    .execute()
  return token
}
