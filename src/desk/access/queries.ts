import { type Selectable, sql } from 'kysely'
import type { AccountTable } from '../../../db/tables.ts'
import { id } from '../../core/contract.ts'
import type { Ctx } from '../../core/ctx.ts'
import { badCursor, fromCursor, pageOf } from '../../core/cursor.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import type { User } from './contract.ts'
import { allPermissions, mayDo, type Role } from './roles.ts'

export type AccountRow = Selectable<AccountTable>

export function toUser(row: AccountRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    language: row.language as Language | null,
    disabled: row.disabled_at !== null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}

export function toMe(row: AccountRow) {
  return { user: toUser(row), permissions: allPermissions.filter((permission) => mayDo(row.role as Role, permission)) }
}

/** The actor's own account. */
export async function findMe(ctx: Ctx): Promise<AccountRow> {
  const row = await ctx.db.selectFrom('account').selectAll().where('id', '=', ctx.actor.id).executeTakeFirst()
  if (!row) throw refuse(commonRefusals, 'not_found')
  return row
}

/** For signing in and the command line; null when nobody has that e-mail. Upper and lower case are the same. */
export async function findAccountByEmail(ctx: Ctx, email: string): Promise<AccountRow | null> {
  // What PostgreSQL can't hold is nobody's.
  if (email.includes('\0')) return null
  const row = await ctx.db
    .selectFrom('account')
    .selectAll()
    .where(sql<boolean>`lower(email) = lower(${email.trim()})`)
    .executeTakeFirst()
  return row ?? null
}

/** Those of `ids` that are accounts. */
export async function existingAccountIds(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Everyone at the desk, closed accounts too, in the order in which they came (ids are made in that order). */
export async function listUsers(ctx: Ctx, { limit = 50, cursor }: { limit?: number; cursor?: string }) {
  const after = cursor === undefined ? null : (fromCursor(cursor, 1)[0] ?? '')
  if (after !== null && !id.safeParse(after).success) throw badCursor()
  const rows = await ctx.db
    .selectFrom('account')
    .selectAll()
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, toUser, (row) => [row.id])
}

/** The actor's open sessions, the last seen first; `currentHash` marks the one that asks. */
export async function listSessions(ctx: Ctx, currentHash: string | null) {
  const rows = await ctx.db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', ctx.actor.id)
    .where('expires_at', '>', ctx.now())
    .orderBy('seen_at', 'desc')
    .limit(200)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      agent: row.agent,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      current: row.secret_hash === currentHash,
    })),
    nextCursor: null,
  }
}

/** The actor's tokens, the newest first, without their secrets: nobody has those any more. */
export async function listTokens(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('api_token')
    .selectAll()
    .where('account_id', '=', ctx.actor.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      usedAt: row.used_at?.toISOString() ?? null,
    })),
    nextCursor: null,
  }
}
