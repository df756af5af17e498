import type { Ctx } from '../../core/ctx.ts'
import { sha256 } from '../../core/ids.ts'
import { refuse } from '../../core/refusal.ts'
import { deskIfSetUp } from '../team/queries.ts'
import { inboxRefusals } from './contract.ts'

/**
 * Spends the set-up link, in the transaction of the set-up: if that fails, the link is still good.
 * @throws already_set_up, setup_link_used.
 */
export async function useSetupLink(ctx: Ctx, token: string): Promise<void> {
  if (await deskIfSetUp(ctx)) throw refuse(inboxRefusals, 'already_set_up')
  const used = await ctx.db
    .updateTable('setup_link')
    .set({ used_at: ctx.now() })
    .where('secret_hash', '=', sha256(token))
    .where('used_at', 'is', null)
    .returning('secret_hash')
    .executeTakeFirst()
  if (!used) throw refuse(inboxRefusals, 'setup_link_used')
}
