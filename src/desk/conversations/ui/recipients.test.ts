import { expect, test } from 'vitest'
import { addressesIn, copiedAddresses, customerOf, isAddress, offeredAddresses } from './recipients.ts'

const ours = ['Hjelp@firma.example']
const customer = { id: '1', name: 'Kari', addresses: ['kari@hjemme.example'] }
const conversation = {
  customer,
  participants: [
    { address: 'kari@jobb.example', name: 'Kari N.', role: 'customer' as const },
    { address: 'Ola@jobb.example', name: 'Ola', role: 'copied' as const },
    { address: 'hjelp@firma.example', name: '', role: 'copied' as const },
  ],
}
const from = (more: object) => ({ kind: 'customer' as const, stranger: false, to: [], cc: [], ...more })

test('a reply goes to the address the customer takes part with, not to another of theirs', () => {
  expect(customerOf(conversation).address).toBe('kari@jobb.example')
  expect(customerOf({ customer, participants: [] }).address).toBe('kari@hjemme.example')
})

test('reply all copies in those let in, never the customer twice and never ourselves', () => {
  expect(copiedAddresses(conversation, ours)).toEqual(['ola@jobb.example'])
})

test('those merely written in a Cc are offered, not copied in', () => {
  const messages = [
    from({ to: [{ name: '', address: 'hjelp@firma.example' }], cc: [{ name: 'Per', address: 'Per@x.example' }] }),
  ]
  expect(copiedAddresses(conversation, ours)).not.toContain('per@x.example')
  expect(offeredAddresses(conversation, messages, ours)).toEqual([{ name: 'Per', address: 'per@x.example' }])
})

test('a stranger’s mail offers nobody, and who takes part is not offered again', () => {
  const cc = [
    { name: '', address: 'per@x.example' },
    { name: '', address: 'ola@jobb.example' },
  ]
  expect(
    offeredAddresses(
      conversation,
      [from({ cc }), from({ stranger: true, cc: [{ name: '', address: 'evil@x.example' }] })],
      ours,
    ),
  ).toEqual([{ name: '', address: 'per@x.example' }])
})

test('what is pasted from a mail program becomes addresses; the rest stays to be mended', () => {
  expect(addressesIn('Anna Berg <anna@x.example>; bo@y.example,\ncarl@z.example')).toEqual([
    'anna@x.example',
    'bo@y.example',
    'carl@z.example',
  ])
  expect(addressesIn('anna@x.example bo@y.example')).toEqual(['anna@x.example', 'bo@y.example'])
  expect(addressesIn('tull').filter(isAddress)).toEqual([])
})
