import { z } from 'zod'
import { endpoint, event, id, idParams, line, page, pageQuery, words } from '../../core/contract.ts'
import { language } from '../access/contract.ts'

export const customer = z.object({
  id,
  name: z.string(),
  addresses: z.array(z.string()),
  language: language.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})
export type Customer = z.output<typeof customer>

export const customersApi = {
  list: endpoint({
    method: 'GET',
    path: '/customers',
    may: 'customer.read',
    summary: 'Customers of the inboxes you may see, newest first',
    query: z.strictObject({ ...pageQuery, q: words(200).optional() }),
    returns: page(customer),
  }),
  see: endpoint({
    method: 'GET',
    path: '/customers/:id',
    may: 'customer.read',
    summary: 'One customer',
    params: idParams,
    returns: customer,
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/customers/:id',
    may: 'customer.write',
    summary: 'Change a customer’s name or language',
    params: idParams,
    body: z.strictObject({ name: line(200, 1).optional(), language: language.nullable().optional() }),
    returns: customer,
    refuses: ['changed_meanwhile'],
  }),
}

export const customerEvents = {
  added: event('customer.added', z.object({})),
  changed: event('customer.changed', z.object({})),
}
