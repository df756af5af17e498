import { type Selectable, sql } from 'kysely'
import type { InboxTable } from '../../../db/tables.ts'
import type { Ctx } from '../../core/ctx.ts'
import type { Db } from '../../core/db.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import type { Inbox } from './contract.ts'
import type { StoredImap, StoredRelay } from './mail-settings.ts'
import { inboxAddressesFor } from './recipient-address.ts'
import { inVisibleInbox } from './visible.ts'

export type InboxRow = Selectable<InboxTable>
type Shown = InboxRow & {
  member_ids: string[]
  fetching: { state: string; detail: string; at: string; lastMailAt: string | null } | null
}

const columns = sql`i.*,
  array(select m.account_id::text from inbox_member m where m.inbox_id = i.id order by m.account_id) as member_ids,
  (select jsonb_build_object('state', s.state, 'detail', s.detail, 'at', ${iso('s.at')}, 'lastMailAt', ${iso('s.last_mail_at')})
    from imap_state s where s.inbox_id = i.id and i.imap is not null) as fetching`

function iso(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** The inboxes whose mail the actor may see; null is all of them. */
export async function visibleInboxIds(ctx: Ctx): Promise<string[] | null> {
  if (ctx.actor.seesAllInboxes) return null
  if (ctx.actor.id === null) return []
  const rows = await ctx.db
    .selectFrom('inbox_member')
    .select('inbox_id')
    .where('account_id', '=', ctx.actor.id)
    .execute()
  return rows.map((row) => row.inbox_id)
}

/** The inboxes the actor may see, by name. */
export async function listInboxes(ctx: Ctx): Promise<{ items: Inbox[]; nextCursor: null }> {
  const rows = await sql<Shown>`select ${columns} from inbox i
    where i.closed_at is null and ${inVisibleInbox(ctx, 'i.id')} order by lower(i.name), i.id limit 1000`.execute(
    ctx.db,
  )
  return { items: rows.rows.map(toInbox), nextCursor: null }
}

/**
 * One inbox.
 * @throws not_found for one the actor may not see.
 */
export async function findInbox(ctx: Ctx, inboxId: string): Promise<Inbox> {
  const rows = await sql<Shown>`select ${columns} from inbox i
    where i.id = ${inboxId} and i.closed_at is null and ${inVisibleInbox(ctx, 'i.id')}`.execute(ctx.db)
  const row = rows.rows[0]
  if (!row) throw refuse(commonRefusals, 'not_found')
  return toInbox(row)
}

/**
 * One inbox as it lies in the table, sealed secrets included: for the mail code.
 * @throws not_found for one the actor may not see.
 */
export async function findInboxRow(ctx: Ctx, inboxId: string): Promise<InboxRow> {
  const rows = await sql<InboxRow>`select i.* from inbox i
    where i.id = ${inboxId} and i.closed_at is null and ${inVisibleInbox(ctx, 'i.id')}`.execute(ctx.db)
  const row = rows.rows[0]
  if (!row) throw refuse(commonRefusals, 'not_found')
  return row
}

/** The open inbox with exactly this address, among those the actor may see; null when there is none. */
export async function findInboxByAddress(ctx: Ctx, address: string): Promise<InboxRow | null> {
  const rows = await sql<InboxRow>`select i.* from inbox i
    where i.address = ${address.toLowerCase()} and i.closed_at is null and ${inVisibleInbox(ctx, 'i.id')}`.execute(
    ctx.db,
  )
  return rows.rows[0] ?? null
}

/**
 * The open inboxes mail to these addresses is for, each once and with those of `addresses` that are its own, in the order
 * of the addresses. For mail on its way in: nobody asks, so nobody's rights count.
 */
export async function findInboxByRecipient(
  db: Db,
  addresses: readonly string[],
): Promise<(InboxRow & { recipients: string[] })[]> {
  const wanted = addresses.map((address) => ({ address, candidates: inboxAddressesFor(address) }))
  const all = [...new Set(wanted.flatMap(({ candidates }) => candidates))]
  if (all.length === 0) return []
  const rows = await sql<InboxRow>`
    select * from inbox where address = any(${all}::text[]) and closed_at is null`.execute(db)
  const byAddress = new Map(rows.rows.map((row) => [row.address, row]))
  const found = new Map<string, InboxRow & { recipients: string[] }>()
  for (const { address, candidates } of wanted) {
    const own = candidates.find((candidate) => byAddress.has(candidate))
    const row = own === undefined ? undefined : byAddress.get(own)
    if (!row) continue
    const entry = found.get(row.id) ?? { ...row, recipients: [] }
    if (!entry.recipients.includes(address)) entry.recipients.push(address)
    found.set(row.id, entry)
  }
  return [...found.values()]
}

function toInbox(row: Shown): Inbox {
  const imap = row.imap as StoredImap | null
  const relay = row.relay as StoredRelay | null
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    language: row.language as Language,
    acknowledge: row.acknowledge,
    signature: row.signature,
    memberIds: row.member_ids,
    imap: imap && { ...imap, hasSecret: row.imap_secret !== null },
    relay: relay && { ...relay, hasSecret: row.relay_secret !== null },
    fetching: row.fetching as Inbox['fetching'],
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
