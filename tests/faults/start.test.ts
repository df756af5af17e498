import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { BadSetting, readEnv } from '../../src/core/env.ts'
import { isAlive, readPostmaster } from '../../src/core/postmaster.ts'
import { freshDatabase } from '../setup/story-database.ts'
import { makeRealDesk, type Program, type RealDesk, runProgram } from './real-desk.ts'

let desk: RealDesk
let running: Program

beforeAll(async () => {
  desk = await makeRealDesk()
  running = desk.start()
  await running.ready()
})
afterAll(() => desk.close())

/** Starts a desk that can't start, and answers its words; one sentence or two, no stack, exit code 1. */
async function words(env: Record<string, string>, options: { uid?: number } = {}): Promise<string> {
  const program = runProgram([], env, options)
  onTestFinished(() => program.signal('SIGKILL'))
  const ended = await program.ended
  const said = program.stderr()
  expect(ended, said).toEqual({ code: 1, signal: null })
  expect(said).not.toMatch(/\n\s+at /)
  expect(said).toMatch(/^[A-ZÅÆØ][^\n]*\.\n$/)
  expect(program.stdout()).toBe('')
  return said
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lofte-start-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Settings for a second desk that shares nothing with the first; on a database of its own, so that it starts quickly. */
async function elsewhere(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const database = await freshDatabase()
  onTestFinished(() => database.drop())
  return { LOFTE_DATA: await emptyFolder(), DATABASE_URL: database.url, PORT: '0', LOFTE_SMTP_PORT: '0', ...more }
}

async function occupiedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return String((server.address() as AddressInfo).port)
}

test('a web port in use is named', async () => {
  const port = await occupiedPort()
  expect(await words(await elsewhere({ PORT: port }))).toContain(`Port ${port}`)
})

test('an SMTP port in use is named', async () => {
  const port = await occupiedPort()
  expect(await words(await elsewhere({ LOFTE_SMTP_PORT: port }))).toContain(`Port ${port}`)
})

test('a second start on the same folder says who has it, and the first goes on undisturbed', async () => {
  const said = await words({ LOFTE_DATA: desk.dataFolder, PORT: '0', LOFTE_SMTP_PORT: '0' })
  expect(said).toContain(`already running on the data folder ${desk.dataFolder} (process ${running.pid}, ${desk.url})`)
  expect(await (await fetch(`${desk.url}/health/ready`)).json()).toEqual({ ok: true })
  expect(running.hasEnded()).toBe(false)
})

test.skipIf(process.getuid?.() !== 0)(
  'a data folder of another user is left alone (needs root to make one)',
  async () => {
    const folder = await emptyFolder()
    await chown(folder, 12_345, 12_345)
    expect(await words({ LOFTE_DATA: folder })).toContain('belongs to another user (uid 12345)')
  },
)

test('a database server that does not answer is said to be away', async () => {
  const nobody = 'postgres://x:y@127.0.0.1:1/x'
  expect(await words({ LOFTE_DATA: await emptyFolder(), DATABASE_URL: nobody })).toContain(
    'DATABASE_URL does not answer',
  )
})

test('a wrong password for the database is said to be wrong', async () => {
  const env = await elsewhere()
  const wrong = new URL(env.DATABASE_URL ?? '')
  wrong.password = 'wrong'
  expect(await words({ ...env, DATABASE_URL: wrong.href })).toContain('does not accept that user or password')
})

test('a database that is not there is said to be missing', async () => {
  const env = await elsewhere()
  const missing = new URL(env.DATABASE_URL ?? '')
  missing.pathname = '/no_such_database'
  expect(await words({ ...env, DATABASE_URL: missing.href })).toContain('does not exist')
})

test('a database that a newer version has used is left alone', async () => {
  const env = await elsewhere()
  const client = new pg.Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  await client.query("insert into migration (name, checksum) values ('9999-from-tomorrow.sql', 'x')")
  await client.end()
  expect(await words(env)).toContain('newer Løfte (it has 9999-from-tomorrow.sql)')
})

test.each([
  ['PORT', 'abc', 'PORT must be a port number'],
  ['SMTP_URL', 'foo', 'SMTP_URL must look like'],
  ['LOFTE_DATA', '/dev/null/x', 'The data folder /dev/null/x'],
])('a setting that can’t be used is named: %s=%s', async (name, value, expected) => {
  expect(await words({ LOFTE_DATA: await emptyFolder(), [name]: value })).toContain(expected)
})

test.each([
  ['PORT', '70000'],
  ['LOFTE_SMTP_PORT', '25.5'],
  ['DATABASE_URL', 'mysql://x'],
  ['LOFTE_URL', 'ftp://x'],
  ['LOFTE_ROLE', 'boss'],
  ['LOFTE_RESEND_AFTER', 'soon'],
  ['LOFTE_SECRET_FILE', '/no/such/file'],
])('so is %s=%s', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(BadSetting)
  expect(() => readEnv({ [name]: value })).toThrow(name)
})

test('a setting that nobody knows is wondered at, and the desk starts all the same', async () => {
  const program = runProgram([], await elsewhere({ LOFTE_SMPT_PORT: '2525' }))
  onTestFinished(() => program.signal('SIGKILL'))
  await program.ready()
  expect(program.stderr()).toContain('Løfte does not know LOFTE_SMPT_PORT; is it a slip of the pen?')
  program.signal('SIGTERM')
  expect(await program.ended).toEqual({ code: 0, signal: null })
})

test('after kill -9 the next start takes the folder and the database over; SIGTERM then ends all of it', async () => {
  const cluster = join(desk.dataFolder, 'postgres/cluster')
  const before = await readPostmaster(cluster)
  await desk.kill('node')
  running = desk.start()
  await running.ready()
  expect(await readPostmaster(cluster)).toEqual(before)
  expect(running.stderr()).toContain('PostgreSQL was still running')
  running.signal('SIGTERM')
  expect(await running.ended).toEqual({ code: 0, signal: null })
  expect(isAlive(before?.pid ?? 0)).toBe(false)
  await expect(fetch(desk.url)).rejects.toThrow()
})

test('a power cut leaves a folder that starts as if nothing had been', async () => {
  const first = desk.start()
  await first.ready()
  await desk.kill('node and postgres')
  running = desk.start()
  await running.ready()
  expect((await fetch(`${desk.url}/health/ready`)).status).toBe(200)
})
