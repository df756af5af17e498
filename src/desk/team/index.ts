import type { Slice } from '../../core/slice.ts'
import { teamRoutes } from './routes.ts'

export const teamSlice: Slice = {
  name: 'team',
  tables: ['desk', 'team', 'team_member'],
  routes: teamRoutes,
}
