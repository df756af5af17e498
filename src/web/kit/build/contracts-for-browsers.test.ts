import { expect, test } from 'vitest'
import { z } from 'zod'
import { done, endpoint, event, idParams } from '../../../core/contract.ts'
import { refusals } from '../../../core/refusal.ts'
import { plainOf } from './contracts-for-browsers.ts'

test('a browser learns where an endpoint lies and nothing of its shapes', () => {
  const api = {
    see: endpoint({ method: 'GET', path: '/nets/:id', may: 'x', summary: '', params: idParams, returns: done }),
  }
  expect(plainOf(api)).toEqual({ see: { method: 'GET', path: '/nets/:id' } })
})

test('lists of words and names of events go along; schemas and refusals stay', () => {
  expect(plainOf(['new', 'open'])).toEqual(['new', 'open'])
  expect(plainOf({ cast: event('net.cast', z.object({})) })).toEqual({ cast: { name: 'net.cast' } })
  expect(plainOf(z.object({ id: z.string() }))).toBeUndefined()
  expect(plainOf(z.enum(['a']))).toBeUndefined()
  const no = { status: 404, text: { da: '', nb: '', sv: '', en: '' } } as const
  expect(plainOf(refusals({ no_net: no }))).toBeUndefined()
})
