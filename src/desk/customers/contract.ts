import { z } from 'zod'
import { emailAddress, endpoint, event, id, idParams, line, page, pageQuery, words } from '../../core/contract.ts'
import { refusals } from '../../core/refusal.ts'
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
  addAddress: endpoint({
    method: 'POST',
    path: '/customers/:id/addresses',
    may: 'customer.write',
    summary: 'Note that an address is this customer’s too: mail from it counts as theirs',
    params: idParams,
    body: z.strictObject({ email: emailAddress }),
    returns: customer,
    status: 201,
    refuses: ['address_taken'],
  }),
  removeAddress: endpoint({
    method: 'DELETE',
    path: '/customers/:id/addresses/:address',
    may: 'customer.write',
    summary: 'An address is this customer’s no longer',
    params: z.strictObject({ id, address: emailAddress }),
    returns: customer,
    refuses: ['last_address'],
  }),
}

export const customerRefusals = refusals({
  address_taken: {
    status: 409,
    text: {
      da: 'Den adresse hører allerede til en anden kunde.',
      nb: 'Den adressen tilhører allerede en annen kunde.',
      sv: 'Den adressen hör redan till en annan kund.',
      en: 'That address already belongs to another customer.',
    },
  },
  last_address: {
    status: 409,
    text: {
      da: 'Det er kundens eneste adresse. Tilføj en anden først.',
      nb: 'Det er kundens eneste adresse. Legg til en annen først.',
      sv: 'Det är kundens enda adress. Lägg till en annan först.',
      en: 'It is the customer’s only address. Add another one first.',
    },
  },
})

export const customerEvents = {
  added: event('customer.added', z.object({})),
  changed: event('customer.changed', z.object({})),
}
