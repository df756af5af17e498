import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { accessEvents, accessRefusals } from './contract.ts'
import { endSessions } from './end-sessions.ts'
import { hashPassword } from './password.ts'
import type { AccountRow } from './queries.ts'
import type { Role } from './roles.ts'

export interface UserChange {
  name?: string
  role?: Role
  password?: string
  disabled?: boolean
}

/**
 * Changes a person's name, role or password, or closes or opens their account. `keepSession` is the hash of the actor's own
 * session, which outlives a new password of theirs.
 * @throws not_found, changed_meanwhile, only_owners, last_owner.
 */
export async function changeUser(
  ctx: Ctx,
  userId: string,
  { change, ifMatch, keepSession }: { change: UserChange; ifMatch: number | null; keepSession: string | null },
): Promise<AccountRow> {
  // All open owners are locked, in one order: two owners who close each other's account at the same moment wait in line.
  const rows = await ctx.db
    .selectFrom('account')
    .selectAll()
    .where((or) => or.or([or('id', '=', userId), or('role', '=', 'owner')]))
    .orderBy('id')
    .forUpdate()
    .execute()
  const before = rows.find((row) => row.id === userId)
  if (!before) throw refuse(commonRefusals, 'not_found')
  if (ifMatch !== null && ifMatch !== before.version) throw refuse(commonRefusals, 'changed_meanwhile')
  if ((before.role === 'owner' || change.role === 'owner') && !ctx.actor.may('owner.write')) {
    throw refuse(accessRefusals, 'only_owners')
  }
  const disabled = change.disabled ?? before.disabled_at !== null
  const staysOwner = (change.role ?? before.role) === 'owner' && !disabled
  const othersOpen = rows.some((row) => row.id !== userId && row.role === 'owner' && !row.disabled_at)
  if (before.role === 'owner' && !before.disabled_at && !staysOwner && !othersOpen) {
    throw refuse(accessRefusals, 'last_owner')
  }
  const hash = change.password === undefined ? before.password_hash : await hashPassword(change.password)
  const after = await ctx.db
    .updateTable('account')
    .set((build) => ({
      name: change.name ?? before.name,
      role: change.role ?? before.role,
      password_hash: hash,
      disabled_at: disabled ? (before.disabled_at ?? ctx.now()) : null,
      version: build('version', '+', 1),
    }))
    .where('id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (change.password !== undefined || disabled) await endSessions(ctx, userId, disabled ? null : keepSession)
  const wasDisabled = before.disabled_at !== null
  await emit(
    ctx,
    accessEvents.userChanged,
    {},
    { userId, change: disabled === wasDisabled ? 'changed' : disabled ? 'disabled' : 'enabled' },
  )
  return after
}
