import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabaseServer } from './database-server.ts'
import { startEmbedded } from './embedded-postgres.ts'
import { isAlive, readPostmaster, stopPostmaster } from './postmaster.ts'

let folder: string
let said: string[]
/** Set up once, and copied: setting up takes a second each time. */
let original: string
beforeAll(async () => {
  original = await mkdtemp(join(tmpdir(), 'lofte-original-'))
  const server = await startEmbedded({ dataFolder: original, log: () => undefined })
  await server.stop()
})
afterAll(() => rm(original, { recursive: true, force: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lofte-server-'))
  said = []
  execFileSync('cp', ['-a', `${original}/.`, folder])
})
afterEach(async () => {
  const left = await readPostmaster(join(folder, 'postgres/cluster'))
  if (left && isAlive(left.pid)) await stopPostmaster(left.pid)
  await rm(folder, { recursive: true, force: true })
})

const open = (kind: 'server' | 'command', databaseUrl: string | null = null, patienceMs?: number) =>
  openDatabaseServer({ env: { dataFolder: folder, databaseUrl }, kind, say: (line) => said.push(line), patienceMs })

async function works(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.end()
  return true
}

test('a second server on the folder is refused, with the number and address of the first', async () => {
  const first = await open('server')
  await first.announce('http://127.0.0.1:3000')
  await expect(open('server')).rejects.toThrow(
    new RegExp(`already running on the data folder ${folder} \\(process ${process.pid}, http://127.0.0.1:3000\\)`),
  )
  expect(await works(first.url)).toBe(true)
  await first.close()
})

test('a command beside a running server shares its database, and leaves it running', async () => {
  const server = await open('server')
  const command = await open('command')
  expect(command.url).toBe(server.url)
  await command.close()
  expect(await works(server.url)).toBe(true)
  await server.close()
  await expect(works(server.url)).rejects.toThrow()
})

test('a command without a server starts the database and stops it', async () => {
  const command = await open('command')
  expect(await works(command.url)).toBe(true)
  await command.close()
  await expect(works(command.url)).rejects.toThrow()
})

test('a command and a server wait for a command that holds the folder, and say so once', async () => {
  const first = await open('command')
  const second = open('command').then((server) => server.close())
  const third = open('server').then((server) => server.close())
  while (said.length < 2) await new Promise(setImmediate)
  expect(said).toEqual(
    Array(2).fill(`Waiting for another command (process ${process.pid}) to finish with the database…`),
  )
  await first.close()
  await Promise.all([second, third])
  expect(said).toHaveLength(2)
})

test('a command that never ends is not waited for without end', async () => {
  const first = await open('command')
  await expect(open('command', null, 100)).rejects.toThrow(/still in use by process \d+\. Try again/)
  await first.close()
})

test('with a database of your own a command needs no folder, and a server still holds its', async () => {
  const server = await open('server', 'postgres://127.0.0.1:1/none')
  expect(server.url).toBe('postgres://127.0.0.1:1/none')
  const command = await open('command', 'postgres://127.0.0.1:1/none')
  await command.close()
  await expect(open('server', 'postgres://127.0.0.1:1/none')).rejects.toThrow(/already running/)
  await server.close()
  const next = await open('server', 'postgres://127.0.0.1:1/none')
  await next.close()
})

test('after kill -9 of a server, the next one goes on with its database', async () => {
  const module = JSON.stringify(new URL('./database-server.ts', import.meta.url).pathname)
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { openDatabaseServer } = await import(${module})
       await openDatabaseServer({ env: { dataFolder: ${JSON.stringify(folder)}, databaseUrl: null }, kind: 'server', say() {} })
       process.kill(process.pid, 'SIGKILL')`,
    ],
    { stdio: 'inherit' },
  )
  await new Promise((resolve) => child.on('exit', resolve))
  const next = await open('server')
  expect(said).toContain('PostgreSQL was still running after the last stop; going on with it.')
  expect(await works(next.url)).toBe(true)
  await next.close()
  await expect(works(next.url)).rejects.toThrow()
})
