import type { Ctx } from '../../core/ctx.ts'
import type { Language } from '../../core/texts.ts'
import { addUser } from '../access/add-user.ts'
import { changeUser } from '../access/change-user.ts'
import { type AccountRow, findAccountByEmail } from '../access/queries.ts'
import { addDesk } from '../team/add-desk.ts'
import { findDesk } from '../team/queries.ts'
import { addInbox } from './add-inbox.ts'
import { joinInbox } from './join-inbox.ts'
import { findInboxByAddress, type InboxRow } from './queries.ts'

export interface SetUp {
  organisation: string
  country: string
  language: Language
  name: string
  email: string
  password: string
  inbox?: { address: string; name: string; language?: Language } | null
}

export interface SetUpDesk {
  /** False when the desk was there already; then nothing that exists is changed. */
  founded: boolean
  organisation: string
  user: AccountRow
  inbox: InboxRow | null
}

/**
 * Founds the desk with its first owner and, if wanted, its first inbox. Done again it changes nothing that is there, a
 * password least of all; what is missing is added. ctx.actor must be the system: there is nobody else yet.
 */
export async function setUpDesk(ctx: Ctx, wanted: SetUp): Promise<SetUpDesk> {
  const { organisation, country, language, name, email, password } = wanted
  const founded = await addDesk(ctx, { name: organisation, country, language })
  const known = await findAccountByEmail(ctx, email)
  const user =
    known === null
      ? await addUser(ctx, { email, name, role: 'owner', language, password })
      : founded
        ? await changeUser(ctx, known.id, { change: { role: 'owner', password }, ifMatch: null, keepSession: null })
        : known
  const inbox = wanted.inbox
    ? ((await findInboxByAddress(ctx, wanted.inbox.address)) ?? (await addInbox(ctx, wanted.inbox)))
    : null
  if (inbox) await joinInbox(ctx, inbox.id, user.id)
  return { founded, organisation: (await findDesk(ctx)).name, user, inbox }
}
