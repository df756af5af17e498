import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CliIo, Misused, readArguments } from '../../core/cli.ts'
import { Refusal } from '../../core/refusal.ts'
import { commands as accessCommands } from '../access/cli.ts'
import { type OpenDesk, openDesk, password } from '../access/open-desk.testing.ts'
import { commands } from './cli.ts'
import { makeSetupLink } from './make-setup-link.ts'

let desk: OpenDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const wanted = (token: string) => ({
  token,
  organisation: 'Nordlys Strøm',
  country: 'NO',
  language: 'nb',
  name: 'Ingrid',
  email: 'ingrid@nordlys.example',
  password,
  inbox: { address: 'Support@nordlys.example', name: 'Nordlys support' },
})

test('the set-up link founds the desk once, and signs its owner in', async () => {
  expect((await desk.stranger('GET', '/setup')).body).toEqual({ needed: true })
  const older = (await makeSetupLink(desk.ctx)) ?? ''
  const token = (await makeSetupLink(desk.ctx)) ?? ''
  const setUp = (body: object) => desk.stranger('POST', '/setup', { body })
  for (const wrong of [older, 'guess', 'x'.repeat(43)]) {
    expect(await setUp(wanted(wrong))).toMatchObject({ status: 403, body: { code: 'setup_link_used' } })
  }
  expect((await setUp({ ...wanted(token), password: 'short' })).status).toBe(422)
  const done = await setUp(wanted(token))
  expect(done).toMatchObject({
    status: 201,
    body: {
      organisation: 'Nordlys Strøm',
      user: { email: 'ingrid@nordlys.example', role: 'owner', language: 'nb' },
      inbox: { address: 'support@nordlys.example' },
    },
  })
  const browser = desk.browser(done.cookie)
  expect((await browser('GET', '/desk')).body).toMatchObject({ name: 'Nordlys Strøm', timeZone: 'Europe/Oslo' })
  expect((await browser('GET', '/inboxes')).body.items).toMatchObject([
    { name: 'Nordlys support', language: 'nb', acknowledge: true, memberIds: [done.body.user.id] },
  ])
  expect((await desk.stranger('GET', '/setup')).body).toEqual({ needed: false })
  expect(await setUp(wanted(token))).toMatchObject({ status: 409, body: { code: 'already_set_up' } })
  expect(await makeSetupLink(desk.ctx)).toBe(null)
  const kept = await sql<{ secret_hash: string }>`select secret_hash from setup_link`.execute(desk.house.db)
  expect(kept.rows.map((row) => row.secret_hash)).not.toContain(token)
})

test('of two who follow the link at the same moment one founds the desk', async () => {
  const token = (await makeSetupLink(desk.ctx)) ?? ''
  const other = { ...wanted(token), email: 'other@nordlys.example', organisation: 'Other' }
  const both = await Promise.all([wanted(token), other].map((body) => desk.stranger('POST', '/setup', { body })))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 403])
  const owners = await sql`select from account where email like '%@nordlys.example'`.execute(desk.house.db)
  expect(owners.rows).toHaveLength(1)
})

/** Runs a command as bin/lofte does, and answers what it printed. */
async function lofte(line: string[], stdin = `${password}\n`) {
  const command = [...accessCommands, ...commands].find(
    ({ noun, verb }) => noun === line[0] && (verb === null || verb === line[1]),
  )
  if (!command) throw new Error(`There is no command ${line.join(' ')}.`)
  const said: string[] = []
  const printed: unknown[] = []
  const io: CliIo = {
    json: true,
    data: (object) => printed.push(object),
    line: (object) => printed.push(object),
    say: (text) => said.push(text),
    readStdin: async () => Buffer.from(stdin),
  }
  const exit = await command.run({
    ctx: desk.ctx,
    io,
    ...readArguments(command, line.slice(command.verb === null ? 1 : 2)),
  })
  // biome-ignore lint/suspicious/noExplicitAny: looked into as a script would, without types
  return { exit, said: said.join('\n'), printed: printed[0] as any }
}
const setup = ['setup', '--organisation', 'Nordlys', '--country', 'no', '--language', 'no', '--password-stdin']
const ingrid = [...setup, '--email', 'ingrid@nordlys.example', '--inbox', 'support@nordlys.example']

test('setup from the command line does it once and says the same each time', async () => {
  const first = await lofte(ingrid)
  expect(first).toMatchObject({
    exit: 0,
    said: '',
    printed: {
      organisation: 'Nordlys',
      user: { id: expect.any(String), email: 'ingrid@nordlys.example' },
      inbox: { id: expect.any(String), address: 'support@nordlys.example' },
    },
  })
  const again = await lofte([...ingrid.map((word) => (word === 'Nordlys' ? 'Other' : word))], 'another password\n')
  expect(again.printed).toEqual(first.printed)
  expect(again.said).toContain('was set up before')
  const signIn = (word: string) =>
    desk.stranger('POST', '/session', { body: { email: 'ingrid@nordlys.example', password: word } })
  expect((await signIn('another password')).status).toBe(401)
  expect((await signIn(password)).body.user).toMatchObject({ name: 'Ingrid', role: 'owner', language: 'nb' })
})

test('people, inboxes and tokens are added from the command line', async () => {
  await lofte(ingrid)
  const sales = await lofte(['inbox', 'add', '--address', 'Salg@nordlys.example', '--name', 'Salg', '--language', 'da'])
  expect(sales.printed).toEqual({ inbox: { id: expect.any(String), address: 'salg@nordlys.example' } })
  const kari = [
    'user',
    'add',
    '--email',
    'kari@nordlys.example',
    '--name',
    'Kari',
    '--role',
    'agent',
    '--password-stdin',
  ]
  const added = await lofte([...kari, '--inbox', 'salg@nordlys.example', 'support@nordlys.example'])
  expect(added.printed).toEqual({ user: { id: expect.any(String), email: 'kari@nordlys.example' } })
  const { printed } = await lofte(['token', 'create', '--email', 'KARI@nordlys.example', '--name', 'Export'])
  const as = { headers: { authorization: `Bearer ${printed.token}` } }
  const mine = (await desk.stranger('GET', '/inboxes', as)).body.items
  expect(mine).toMatchObject([
    { name: 'Nordlys', language: 'nb' },
    { name: 'Salg', language: 'da', acknowledge: true },
  ])
})

test('who can’t be added is refused in words, and half of it is not done', async () => {
  await lofte(ingrid)
  const kari = [
    'user',
    'add',
    '--email',
    'kari@nordlys.example',
    '--name',
    'Kari',
    '--role',
    'agent',
    '--password-stdin',
  ]
  await expect(lofte([...kari, '--inbox', 'nothing@nordlys.example'])).rejects.toThrow(
    'There is no inbox with that address.',
  )
  expect(await lofte(kari)).toMatchObject({ exit: 0 })
  await expect(lofte(kari)).rejects.toThrow(Refusal)
  expect(await lofte(kari, 'short\n')).toMatchObject({ exit: 1, said: 'A password has 10 to 200 characters.' })
  expect(await lofte(['token', 'create', '--email', 'nobody@x.example', '--name', 'x'])).toMatchObject({
    exit: 1,
    said: 'Nobody with an open account has the e-mail nobody@x.example.',
  })
})

test.each([
  [
    [
      'setup',
      '--organisation',
      'X',
      '--country',
      'NOR',
      '--language',
      'nb',
      '--email',
      'a@b.example',
      '--password-stdin',
    ],
  ],
  [
    [
      'setup',
      '--organisation',
      'X',
      '--country',
      'NO',
      '--language',
      'xx',
      '--email',
      'a@b.example',
      '--password-stdin',
    ],
  ],
  [['setup', '--organisation', 'X', '--country', 'NO', '--language', 'nb', '--email', 'nobody', '--password-stdin']],
  [['setup', '--organisation', 'X', '--country', 'NO', '--language', 'nb', '--email', 'a@b.example']],
  [['user', 'add', '--email', 'a@b.example', '--name', 'A', '--role', 'king', '--password-stdin']],
  [['inbox', 'add', '--address', 'a@b.example']],
  [['inbox', 'add', '--address', 'a@b.example', '--name', 'A', '--nonsense']],
])('a command that is not understood says how: %j', async (line) => {
  await expect(lofte(line)).rejects.toThrow(Misused)
  expect((await sql`select from desk`.execute(desk.house.db)).rows).toHaveLength(0)
})

test('an owner who lost the password gets back in from the machine', async () => {
  await lofte(ingrid)
  const change = ['user', 'password', '--email', 'ingrid@nordlys.example', '--password-stdin']
  expect(await lofte(change, 'helt ny adgang\r\n')).toMatchObject({ exit: 0 })
  const body = { email: 'ingrid@nordlys.example', password: 'helt ny adgang' }
  expect((await desk.stranger('POST', '/session', { body })).status).toBe(200)
})
