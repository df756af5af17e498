import { accessApi } from '../../desk/access/contract.ts'
import { conversationsApi } from '../../desk/conversations/contract.ts'
import { customersApi } from '../../desk/customers/contract.ts'
import { inboxesApi } from '../../desk/inboxes/contract.ts'
import { postApi } from '../../desk/post/contract.ts'
import { teamApi } from '../../desk/team/contract.ts'
import type { Hears } from '../kit/live.ts'

const lists = [conversationsApi.list, conversationsApi.counts]

/** Which lists an event makes stale. Answers asked for with the event's own ids are stale without standing here. */
export const hears: Hears = {
  'conversation.': lists,
  'message.': lists,
  'customer.': [conversationsApi.list, customersApi.list],
  'inbox.': [inboxesApi.list],
  'mail.': [postApi.listQuarantine],
  'outgoing.': [postApi.listOutgoing],
  'user.': [accessApi.listUsers, accessApi.whoAmI],
  'session.': [accessApi.listSessions],
  'desk.': [teamApi.seeDesk],
  'team.': [teamApi.listTeams],
}
