import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import type { Language } from '../../core/texts.ts'
import { customerEvents } from './contract.ts'
import { tidyName } from './customer-name.ts'

export interface FoundCustomer {
  id: string
  name: string
  language: Language | null
  /** True when this call made them. */
  added: boolean
}

/**
 * The customer behind an address, made when there is none: one round trip for either, and a second only where two mails of a
 * new person come at the same instant. An empty name or language is filled, a given one never changed.
 */
export async function findOrAddCustomer(
  ctx: Ctx,
  wanted: { address: string; name: string; language: Language | null },
): Promise<FoundCustomer> {
  const address = wanted.address.toLowerCase()
  const name = tidyName(wanted.name, address)
  const language = wanted.language
  const found =
    (await findOrInsert(ctx, { address, name, language })) ??
    // Another transaction took the address between our look and our insert; it has committed, so now it is found.
    (await findOrInsert(ctx, { address, name, language }))
  if (!found) throw new Error('A customer address was taken and given back twice while it was looked for.')
  if (found.added) await emit(ctx, customerEvents.added, { customerId: found.id }, {})
  else if ((found.name === '' && name !== '') || (found.language === null && language !== null)) {
    return fillIn(ctx, found, { name, language })
  }
  return found
}

async function findOrInsert(
  ctx: Ctx,
  { address, name, language }: { address: string; name: string; language: Language | null },
): Promise<FoundCustomer | null> {
  const now = ctx.now()
  // The address goes first: its unique key decides who makes the customer, and the loser makes none. Foreign keys are
  // checked at the end of the statement, when the customer is there.
  const rows = await sql<FoundCustomer>`
    with known as (
      select c.id, c.name, c.language from customer_address a join customer c on c.id = a.customer_id
      where a.kind = 'email' and a.address = ${address}
    ), taken as (
      insert into customer_address (id, customer_id, kind, address, created_at)
      select ${newId()}::uuid, ${newId()}::uuid, 'email', ${address}, ${now}::timestamptz
      where not exists (select from known)
      on conflict (kind, address) do nothing returning customer_id
    ), added as (
      insert into customer (id, name, language, created_at, updated_at)
      select customer_id, ${name}, ${language}, ${now}::timestamptz, ${now}::timestamptz from taken
      returning id, name, language
    )
    select id, name, language, false as added from known
    union all select id, name, language, true from added`.execute(ctx.db)
  return rows.rows[0] ?? null
}

async function fillIn(
  ctx: Ctx,
  found: FoundCustomer,
  { name, language }: { name: string; language: Language | null },
): Promise<FoundCustomer> {
  const filled = await sql<{ name: string; language: Language | null }>`
    update customer set name = case when name = '' then ${name} else name end,
      language = coalesce(language, ${language}), updated_at = ${ctx.now()}, version = version + 1
    where id = ${found.id} returning name, language`.execute(ctx.db)
  await emit(ctx, customerEvents.changed, { customerId: found.id }, {})
  return { ...found, ...filled.rows[0] }
}
