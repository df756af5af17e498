import { z } from 'zod'
import { endpoint, event, id, line, page } from '../../core/contract.ts'
import { refusals } from '../../core/refusal.ts'
import { language } from '../access/contract.ts'

export const country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code of two letters')
const timeZone = line(64, 1).refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', {
  message: 'must be an IANA time zone',
})

/** Our own organisation: the one whose promises these are. */
export const desk = z.object({
  name: z.string(),
  country: z.string(),
  language,
  timeZone: z.string(),
  version: z.number(),
})
export type Desk = z.output<typeof desk>

export const team = z.object({ id, name: z.string(), memberIds: z.array(id) })

export const teamApi = {
  seeDesk: endpoint({ method: 'GET', path: '/desk', may: 'desk.read', summary: 'Our own organisation', returns: desk }),
  changeDesk: endpoint({
    method: 'PATCH',
    path: '/desk',
    may: 'desk.write',
    summary: 'Change our name, country, language or time zone',
    body: z.strictObject({
      name: line(120, 1).optional(),
      country: country.optional(),
      language: language.optional(),
      timeZone: timeZone.optional(),
    }),
    returns: desk,
    refuses: ['changed_meanwhile'],
  }),
  listTeams: endpoint({
    method: 'GET',
    path: '/teams',
    may: 'conversation.read',
    summary: 'The teams',
    returns: page(team),
  }),
  addTeam: endpoint({
    method: 'POST',
    path: '/teams',
    may: 'account.write',
    summary: 'Add a team',
    body: z.strictObject({ name: line(120, 1), memberIds: z.array(id).max(500).optional() }),
    returns: team,
    status: 201,
    refuses: ['team_name_taken'],
  }),
}

export const teamEvents = {
  deskChanged: event('desk.changed', z.object({})),
  teamAdded: event('team.added', z.object({ teamId: id })),
}

export const teamRefusals = refusals({
  team_name_taken: {
    status: 409,
    text: {
      da: 'Der er allerede et team med det navn.',
      nb: 'Det finnes allerede et team med det navnet.',
      sv: 'Det finns redan ett team med det namnet.',
      en: 'There already is a team with that name.',
    },
  },
})
