import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { accessEvents } from './contract.ts'
import { endSessions } from './end-sessions.ts'
import { hashPassword } from './password.ts'
import type { AccountRow } from './queries.ts'

/** Changes the actor's own name, language or password; the old password has been proved before. */
export async function changeMe(
  ctx: Ctx,
  { name, language, newPassword }: { name?: string; language?: Language; newPassword?: string },
  { ifMatch, keepSession }: { ifMatch: number | null; keepSession: string | null },
): Promise<AccountRow> {
  const hash = newPassword === undefined ? undefined : await hashPassword(newPassword)
  const row = await ctx.db
    .updateTable('account')
    .set((build) => ({
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
      ...(hash === undefined ? {} : { password_hash: hash }),
      version: build('version', '+', 1),
    }))
    .where('id', '=', ctx.actor.id)
    .$if(ifMatch !== null, (query) => query.where('version', '=', ifMatch))
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse(commonRefusals, 'changed_meanwhile')
  if (hash !== undefined) await endSessions(ctx, row.id, keepSession)
  await emit(ctx, accessEvents.userChanged, {}, { userId: row.id, change: 'changed' })
  return row
}
