import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { refuse } from '../../core/refusal.ts'
import { type Customer, customerEvents, customerRefusals } from './contract.ts'
import { findCustomer } from './queries.ts'

/**
 * Notes that an address is this customer's too. Only a person says so: from then on, mail from it counts as theirs in every
 * conversation of theirs.
 * @throws not_found for a customer the actor may not see, address_taken when it is somebody else's.
 */
export async function addCustomerAddress(ctx: Ctx, customerId: string, email: string): Promise<Customer> {
  const customer = await findCustomer(ctx, customerId)
  const address = email.toLowerCase()
  if (customer.addresses.includes(address)) return customer
  const added = await ctx.db
    .insertInto('customer_address')
    .values({ id: newId(), customer_id: customerId, kind: 'email', address, created_at: ctx.now() })
    .onConflict((conflict) => conflict.columns(['kind', 'address']).doNothing())
    .executeTakeFirst()
  // Whose it is stays untold: the other customer may be one the actor may not see.
  if (!added.numInsertedOrUpdatedRows) throw refuse(customerRefusals, 'address_taken')
  return touched(ctx, customerId)
}

/** @throws last_address: a customer without an address could not be answered. */
export async function removeCustomerAddress(ctx: Ctx, customerId: string, email: string): Promise<Customer> {
  const customer = await findCustomer(ctx, customerId)
  const address = email.toLowerCase()
  if (!customer.addresses.includes(address)) return customer
  if (customer.addresses.length === 1) throw refuse(customerRefusals, 'last_address')
  await ctx.db
    .deleteFrom('customer_address')
    .where('customer_id', '=', customerId)
    .where('address', '=', address)
    .execute()
  return touched(ctx, customerId)
}

async function touched(ctx: Ctx, customerId: string): Promise<Customer> {
  await ctx.db
    .updateTable('customer')
    .set((build) => ({ updated_at: ctx.now(), version: build('version', '+', 1) }))
    .where('id', '=', customerId)
    .execute()
  await emit(ctx, customerEvents.changed, { customerId }, {})
  return findCustomer(ctx, customerId)
}
