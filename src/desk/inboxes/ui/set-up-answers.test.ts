import { expect, test } from 'vitest'
import { inboxesApi } from '../contract.ts'
import { missingAt, type SetUpAnswers, setUpBody } from './set-up-answers.ts'

const answers: SetUpAnswers = {
  language: 'nb',
  organisation: ' Fjellheim Ski ',
  country: 'NO',
  name: 'Ingrid Berg',
  email: 'ingrid@fjellheim.example',
  password: 'snøen ligger dypt',
  address: 'hei@fjellheim.example',
  inboxName: '',
}

test('what the wizard sends is what the desk takes', () => {
  const body = setUpBody('once', answers, true)
  expect(inboxesApi.setUp.body.safeParse(body).error).toBeUndefined()
  expect(body).toMatchObject({ organisation: 'Fjellheim Ski', inbox: { name: 'Fjellheim Ski' } })
})

test('an inbox can wait until later', () => {
  const body = setUpBody('once', { ...answers, address: '' }, false)
  expect(body).not.toHaveProperty('inbox')
  expect(inboxesApi.setUp.body.safeParse(body).error).toBeUndefined()
})

test('each step asks only for its own', () => {
  expect(missingAt('language', { ...answers, organisation: '' })).toEqual([])
  expect(missingAt('organisation', { ...answers, organisation: ' ' })).toEqual(['organisation'])
  expect(missingAt('you', { ...answers, email: 'ingrid', password: 'kort' })).toEqual(['email', 'password'])
  expect(missingAt('inbox', { ...answers, address: 'hei@' })).toEqual(['address'])
})
