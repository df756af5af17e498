import type { Slice } from '../../core/slice.ts'
import { sweepSignIns } from './jobs.ts'
import { accessRoutes } from './routes.ts'

export const accessSlice: Slice = {
  name: 'access',
  tables: ['account', 'session', 'api_token', 'sign_in_failure'],
  routes: accessRoutes,
  jobs: [sweepSignIns],
}
