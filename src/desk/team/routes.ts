import { route } from '../../core/route.ts'
import { addTeam } from './add-team.ts'
import { changeDesk } from './change-desk.ts'
import { teamApi } from './contract.ts'
import { findDesk, listTeams } from './queries.ts'

export const teamRoutes = [
  route(teamApi.seeDesk, (ctx) => findDesk(ctx)),
  route(teamApi.changeDesk, (ctx, { body, ifMatch }) => changeDesk(ctx, body, ifMatch)),
  route(teamApi.listTeams, (ctx) => listTeams(ctx)),
  route(teamApi.addTeam, (ctx, { body }) => addTeam(ctx, body)),
]
