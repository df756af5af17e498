import { route } from '../../core/route.ts'
import { changeCustomer } from './change-customer.ts'
import { customersApi } from './contract.ts'
import { addCustomerAddress, removeCustomerAddress } from './customer-addresses.ts'
import { findCustomer, listCustomers } from './queries.ts'

export const customersRoutes = [
  route(customersApi.list, (ctx, { query }) => listCustomers(ctx, query)),
  route(customersApi.see, (ctx, { params }) => findCustomer(ctx, params.id)),
  route(customersApi.change, (ctx, { params, body, ifMatch }) => changeCustomer(ctx, params.id, body, ifMatch)),
  route(customersApi.addAddress, (ctx, { params, body }) => addCustomerAddress(ctx, params.id, body.email)),
  route(customersApi.removeAddress, (ctx, { params }) => removeCustomerAddress(ctx, params.id, params.address)),
]
