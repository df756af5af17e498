import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { type Desk, teamEvents } from './contract.ts'
import { findDesk } from './queries.ts'

export interface DeskChange {
  name?: string
  country?: string
  language?: Language
  timeZone?: string
}

/**
 * Changes our name, country, language or time zone. The time zone stays when only the country changes: promises have been
 * made in it.
 * @throws not_found before the set-up, changed_meanwhile.
 */
export async function changeDesk(ctx: Ctx, change: DeskChange, ifMatch: number | null): Promise<Desk> {
  const before = await findDesk(ctx)
  const changed = await ctx.db
    .updateTable('desk')
    .set((build) => ({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.country === undefined ? {} : { country: change.country }),
      ...(change.language === undefined ? {} : { language: change.language }),
      ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
      version: build('version', '+', 1),
    }))
    .where('version', '=', ifMatch ?? before.version)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw refuse(commonRefusals, 'changed_meanwhile')
  await emit(ctx, teamEvents.deskChanged, {}, {})
  return findDesk(ctx)
}
