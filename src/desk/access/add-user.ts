import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { accessEvents, accessRefusals } from './contract.ts'
import { hashPassword } from './password.ts'
import type { AccountRow } from './queries.ts'
import type { Role } from './roles.ts'

export interface NewUser {
  email: string
  name: string
  role: Role
  language?: Language
  password: string
}

/**
 * Adds a person to the desk.
 * @throws only_owners when someone else than an owner makes an owner, email_taken.
 */
export async function addUser(ctx: Ctx, { email, name, role, language, password }: NewUser): Promise<AccountRow> {
  if (role === 'owner' && !ctx.actor.may('owner.write')) throw refuse(accessRefusals, 'only_owners')
  const row = await ctx.db
    .insertInto('account')
    .values({
      id: newId(),
      email,
      name,
      role,
      language: language ?? null,
      password_hash: await hashPassword(password),
      created_at: ctx.now(),
    })
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse(accessRefusals, 'email_taken')
  await emit(ctx, accessEvents.userChanged, {}, { userId: row.id, change: 'added' })
  return row
}
