import { type Actor, contextFor, type House, inTransaction, system } from '../core/ctx.ts'
import type { Language } from '../core/texts.ts'
import { actorFor } from '../desk/access/actor.ts'
import { addUser } from '../desk/access/add-user.ts'
import type { AccountRow } from '../desk/access/queries.ts'
import { addInbox } from '../desk/inboxes/add-inbox.ts'
import { joinInbox } from '../desk/inboxes/join-inbox.ts'
import { setUpDesk } from '../desk/inboxes/set-up-desk.ts'
import { cast } from './cast.ts'
import type { InboxName, Teller } from './chapter.ts'

export interface Desk {
  people: Record<Teller, Actor>
  inboxes: Record<InboxName, { id: string; name: string; address: string; language: Language }>
}

export const demoPassword = 'nordlys over fjorden'

/** Nordlys Strøm set up without the wizard: three inboxes, and the people who answer in them. */
export function foundDesk(house: House): Promise<Desk> {
  return inTransaction(contextFor(house, system), async (ctx) => {
    const { user } = await setUpDesk(ctx, {
      organisation: cast.organisation,
      country: 'DK',
      language: 'da',
      name: cast.kari.name,
      email: cast.kari.email,
      password: demoPassword,
    })
    const inboxes = {
      support: await openInbox(
        'support',
        cast.support,
        'Nordlys Strøm',
        'da',
        'Venlig hilsen\nNordlys Strøm\nTelefon 70 10 20 30, alle dage 8–20',
      ),
      hjelp: await openInbox(
        'hjelp',
        cast.hjelp,
        'Nordlys Hjelp',
        'nb',
        'Vennlig hilsen\nNordlys Strøm\nTelefon 815 10 200, alle dager 8–20',
      ),
      kund: await openInbox(
        'kund',
        'kund@nordlys.example',
        'Nordlys Kundtjänst',
        'sv',
        'Vänliga hälsningar\nNordlys Ström\nTelefon 0771-10 20 30, alla dagar 8–20',
      ),
    }
    const people: Record<Teller, Actor> = {
      kari: asActor(user),
      holm: asActor(await addUser(ctx, { ...cast.holm, language: 'da', password: demoPassword })),
      siv: asActor(await addUser(ctx, { ...cast.siv, language: 'sv', password: demoPassword })),
      lars: asActor(await addUser(ctx, { ...cast.lars, language: 'nb', password: demoPassword })),
    }
    await addUser(ctx, { ...cast.outsider, language: 'da', password: demoPassword })
    for (const inbox of Object.values(inboxes))
      for (const { id } of Object.values(people)) await joinInbox(ctx, inbox.id, id ?? '')
    return { people, inboxes }

    async function openInbox(_: InboxName, address: string, name: string, language: Language, signature: string) {
      const row = await addInbox(ctx, { address, name, language, signature })
      return { id: row.id, name, address, language }
    }
  })
}

/** As a program acts: what it writes is on its way at once, with no time to take it back. */
const asActor = (row: AccountRow): Actor => actorFor(row, 'token')
