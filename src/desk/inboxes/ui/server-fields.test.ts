import { expect, test } from 'vitest'
import { foldersOf, serverFields, serverInput, withSecurity } from './server-fields.ts'

test('choosing another encryption moves the usual port along, and leaves a port somebody chose', () => {
  const usual = serverFields('imap', null, 'kari@fjord.no')
  expect(withSecurity('imap', usual, 'starttls')).toMatchObject({ secure: 'starttls', port: 143 })
  expect(withSecurity('imap', { ...usual, port: 10_993 }, 'starttls')).toMatchObject({
    secure: 'starttls',
    port: 10_993,
  })
})

test('a password left empty is not sent, so that the one we have is kept', () => {
  const fields = serverFields('smtp', null, 'kari@fjord.no')
  expect(serverInput({ ...fields, host: ' smtp.fjord.no ' })).toEqual({
    host: 'smtp.fjord.no',
    port: 587,
    secure: 'starttls',
    user: 'kari@fjord.no',
  })
  expect(serverInput({ ...fields, secret: 'lyng' })).toHaveProperty('secret', 'lyng')
})

test('folders are told apart by commas, and empty ones are none', () => {
  expect(foldersOf(' INBOX, Support ,, ')).toEqual(['INBOX', 'Support'])
  expect(foldersOf(' ')).toEqual([])
})
