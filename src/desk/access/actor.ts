import type { Actor } from '../../core/ctx.ts'
import type { Language } from '../../core/texts.ts'
import { mayDo, type Role, seesAllInboxes } from './roles.ts'

export interface AccountFacts {
  id: string
  name: string
  role: string
  language: string | null
}

/** A person of the desk as the one who asks, with the rights their role gives now. */
export function actorFor(account: AccountFacts, via: Actor['via'] = 'session'): Actor {
  const role = account.role as Role
  return {
    type: 'agent',
    id: account.id,
    name: account.name,
    role,
    language: account.language as Language | null,
    seesAllInboxes: seesAllInboxes(role),
    may: (permission) => mayDo(role, permission),
    via,
  }
}
