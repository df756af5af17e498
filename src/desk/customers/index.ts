import type { Slice } from '../../core/slice.ts'
import { forget } from './forget.ts'
import { customersRoutes } from './routes.ts'

export const customersSlice: Slice = {
  name: 'customers',
  tables: ['customer', 'customer_address'],
  routes: customersRoutes,
  forget,
}
