import type { Ctx } from '../../core/ctx.ts'
import { countBounce, isMarked } from './bouncing.ts'

/** Notes that mail to an address bounced for good. Answers whether the address is marked now; false for one nobody has. */
export async function recordBounce(ctx: Ctx, address: string, at: Date): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('customer_address')
    .select(['id', 'bounces', 'bounced_at'])
    .where('kind', '=', 'email')
    .where('address', '=', address.toLowerCase())
    .forUpdate()
    .executeTakeFirst()
  if (!row) return false
  const bounces = countBounce({ bounces: row.bounces, bouncedAt: row.bounced_at }, at)
  await ctx.db.updateTable('customer_address').set({ bounces, bounced_at: at }).where('id', '=', row.id).execute()
  return isMarked({ bounces })
}
