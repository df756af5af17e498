import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../core/ctx.ts'
import { type OpenDesk, openDesk } from '../access/open-desk.testing.ts'
import { addDesk } from './add-desk.ts'
import { teamApi } from './contract.ts'

let desk: OpenDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test.each(Object.values(teamApi))('a stranger is refused: $method $path', async ({ method, path }) => {
  const answer = await desk.stranger(method, path, method === 'GET' ? {} : { body: { wrong: true } })
  expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
})

test('an agent reads about the desk and its teams and changes neither', async () => {
  const agent = desk.as('agent')
  expect((await agent('PATCH', '/desk', { body: { name: 'Mine' } })).status).toBe(403)
  expect((await agent('POST', '/teams', { body: { name: 'Mine' } })).status).toBe(403)
  expect((await agent('GET', '/teams')).body).toEqual({ items: [], nextCursor: null })
})

test('before the set-up there is no desk; founded twice it is one', async () => {
  expect((await desk.as('owner')('GET', '/desk')).status).toBe(404)
  expect((await desk.as('owner')('PATCH', '/desk', { body: { name: 'Early' } })).status).toBe(404)
  const found = (name: string) =>
    inTransaction(desk.ctx, (inside) => addDesk(inside, { name, country: 'NO', language: 'nb' }))
  const both = await Promise.all([found('Nordlys'), found('Nordlys')])
  expect(both.sort()).toEqual([false, true])
  expect((await desk.as('light')('GET', '/desk')).body).toEqual({
    name: 'Nordlys',
    country: 'NO',
    language: 'nb',
    timeZone: 'Europe/Oslo',
    version: 1,
  })
})

test('the desk is changed from the version one has seen', async () => {
  const change = (body: object, version: number) =>
    desk.as('admin')('PATCH', '/desk', { body, headers: { 'if-match': `"${version}"` } })
  expect((await change({ name: 'Nordlys Strøm', timeZone: 'Europe/Stockholm' }, 1)).body).toMatchObject({
    name: 'Nordlys Strøm',
    timeZone: 'Europe/Stockholm',
    country: 'NO',
    version: 2,
  })
  expect((await change({ name: 'Other' }, 1)).status).toBe(412)
  const wrong = [{ timeZone: 'Europe/Atlantis' }, { country: 'no' }, { name: 'a\nb' }, { name: 'a\0' }, { other: 1 }]
  for (const body of wrong) expect((await change(body, 2)).status, JSON.stringify(body)).toBe(422)
})

test('a team has a name of its own and members who exist', async () => {
  const admin = desk.as('admin')
  const memberIds = [desk.person('agent').id, desk.person('light').id, desk.person('agent').id]
  const made = await admin('POST', '/teams', { body: { name: 'Faktura', memberIds } })
  expect(made).toMatchObject({ status: 201, body: { name: 'Faktura' } })
  expect(made.body.memberIds).toEqual([...new Set(memberIds)].sort())
  expect((await desk.as('light')('GET', '/teams')).body.items).toEqual([made.body])
  expect(await admin('POST', '/teams', { body: { name: 'FAKTURA' } })).toMatchObject({
    status: 409,
    body: { code: 'team_name_taken' },
  })
  const nobody = { name: 'Other', memberIds: ['01890000-0000-7000-8000-000000000000'] }
  expect((await admin('POST', '/teams', { body: nobody })).status).toBe(422)
})
