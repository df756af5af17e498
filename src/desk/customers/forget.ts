import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'

/** Erases a person: addresses, name and language; and the row itself once nothing points to it any more. */
export async function forget(ctx: Ctx, customerId: string): Promise<void> {
  await ctx.db.deleteFrom('customer_address').where('customer_id', '=', customerId).execute()
  await sql`update customer set name = '', language = null, updated_at = ${ctx.now()}, version = version + 1
    where id = ${customerId}`.execute(ctx.db)
  await sql`delete from customer c where c.id = ${customerId}
    and not exists (select from conversation where customer_id = c.id)
    and not exists (select from participant where customer_id = c.id)`.execute(ctx.db)
}
