import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { type Customer, customerEvents } from './contract.ts'
import { findCustomer } from './queries.ts'

/**
 * Changes what a customer is called, or the language they are answered in.
 * @throws not_found for one the actor may not see, changed_meanwhile.
 */
export async function changeCustomer(
  ctx: Ctx,
  customerId: string,
  { name, language }: { name?: string; language?: Language | null },
  ifMatch: number | null,
): Promise<Customer> {
  const before = await findCustomer(ctx, customerId)
  const changed = await ctx.db
    .updateTable('customer')
    .set((build) => ({
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
      updated_at: ctx.now(),
      version: build('version', '+', 1),
    }))
    .where('id', '=', customerId)
    .where('version', '=', ifMatch ?? before.version)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw refuse(commonRefusals, 'changed_meanwhile')
  await emit(ctx, customerEvents.changed, { customerId }, {})
  return findCustomer(ctx, customerId)
}
