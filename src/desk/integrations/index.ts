import type { Slice } from '../../core/slice.ts'
import { routes } from './routes.ts'

export const integrationsSlice: Slice = { name: 'integrations', tables: [], routes }
