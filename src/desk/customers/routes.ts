import { route } from '../../core/route.ts'
import { changeCustomer } from './change-customer.ts'
import { customersApi } from './contract.ts'
import { findCustomer, listCustomers } from './queries.ts'

export const customersRoutes = [
  route(customersApi.list, (ctx, { query }) => listCustomers(ctx, query)),
  route(customersApi.see, (ctx, { params }) => findCustomer(ctx, params.id)),
  route(customersApi.change, (ctx, { params, body, ifMatch }) => changeCustomer(ctx, params.id, body, ifMatch)),
]
