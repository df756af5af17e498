import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { pageOf, timeAndId } from '../../core/cursor.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { isMarked } from './bouncing.ts'
import type { Customer } from './contract.ts'

interface CustomerRow {
  id: string
  name: string
  language: Language | null
  created_at: Date
  updated_at: Date
  version: number
  addresses: string[]
}

const columns = sql`c.id, c.name, c.language, c.created_at, c.updated_at, c.version,
  array(select a.address from customer_address a where a.customer_id = c.id order by a.created_at, a.id) as addresses`

/** The one condition that decides which customers an actor may see: those with a conversation in an inbox of theirs. */
function isVisible(ctx: Ctx): RawBuilder<boolean> {
  if (ctx.actor.seesAllInboxes) return sql<boolean>`true`
  if (ctx.actor.id === null) return sql<boolean>`false`
  return sql<boolean>`exists (select from conversation v where v.customer_id = c.id
    and v.inbox_id in (select inbox_id from inbox_member where account_id = ${ctx.actor.id}))`
}

/**
 * One customer.
 * @throws not_found for one the actor may not see.
 */
export async function findCustomer(ctx: Ctx, customerId: string): Promise<Customer> {
  const found = await sql<CustomerRow>`
    select ${columns} from customer c where c.id = ${customerId} and ${isVisible(ctx)}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw refuse(commonRefusals, 'not_found')
  return toCustomer(row)
}

/** Customers the actor may see, those last changed first; `q` is how their name or one of their addresses begins. */
export async function listCustomers(
  ctx: Ctx,
  { limit = 50, cursor, q = '' }: { limit?: number; cursor?: string; q?: string },
) {
  const after = cursor === undefined ? null : timeAndId(cursor)
  const prefix = `${q
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
  const rows = await sql<CustomerRow>`
    select ${columns} from customer c
    where ${isVisible(ctx)}
      ${after ? sql`and (c.updated_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
      ${
        // Two indexed look-ups, put together: an "or" over two tables would read them both whole.
        prefix === '%'
          ? sql``
          : sql`and c.id in (
              select id from customer where lower(name) like ${prefix}
              union select customer_id from customer_address where kind = 'email' and address like ${prefix})`
      }
    order by c.updated_at desc, c.id desc limit ${limit + 1}`.execute(ctx.db)
  return pageOf(rows.rows, limit, toCustomer, (row) => [row.updated_at.toISOString(), row.id])
}

/** Those of `addresses` that keep bouncing, so that an agent can be told before writing there again. */
export async function listBouncing(ctx: Ctx, addresses: readonly string[]): Promise<string[]> {
  if (addresses.length === 0) return []
  const rows = await ctx.db
    .selectFrom('customer_address')
    .select(['address', 'bounces'])
    .where('kind', '=', 'email')
    .where(
      'address',
      'in',
      addresses.map((address) => address.toLowerCase()),
    )
    .execute()
  return rows.filter(isMarked).map((row) => row.address)
}

function toCustomer(row: CustomerRow): Customer {
  return {
    id: row.id,
    name: row.name,
    addresses: row.addresses,
    language: row.language,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}
