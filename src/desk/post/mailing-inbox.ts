import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import type { Language } from '../../core/texts.ts'

/** What post needs of an inbox to write in its name. */
export interface MailingInbox {
  id: string
  name: string
  address: string
  language: Language
  acknowledge: boolean
  signature: string
  hasRelay: boolean
  /** Our organisation: whose promise it is. */
  organisation: string
}

export async function mailingInbox(ctx: Ctx, inboxId: string): Promise<MailingInbox> {
  const { rows } = await sql<MailingInbox & { relay: boolean }>`
    select i.id, i.name, i.address, i.language, i.acknowledge, i.signature, i.relay is not null as relay,
      coalesce((select d.name from desk d), i.name) as organisation
    from inbox i where i.id = ${inboxId}`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new Error('The inbox of this mail is gone.')
  return { ...row, hasRelay: row.relay || ctx.house.env.smtpUrl !== null }
}
