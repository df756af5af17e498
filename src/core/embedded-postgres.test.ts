import { execFileSync, spawn } from 'node:child_process'
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from './embedded-postgres.ts'
import { isAlive, readPostmaster, stopPostmaster } from './postmaster.ts'

let folder: string
let cluster: string
const said: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lofte-embedded-'))
  cluster = join(folder, 'postgres/cluster')
  said.length = 0
})
afterEach(async () => {
  const left = await readPostmaster(cluster).catch(() => null)
  if (left && left.pid !== process.pid && isAlive(left.pid)) await stopPostmaster(left.pid)
  await rm(folder, { recursive: true, force: true })
})

const start = () => startEmbedded({ dataFolder: folder, log: (line) => said.push(line) })

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** Starts PostgreSQL from another process, which is then killed outright. Answers the server's process number. */
async function startAndDie(): Promise<number> {
  const module = JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).pathname)
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { startEmbedded } = await import(${module})
       await startEmbedded({ dataFolder: ${JSON.stringify(folder)}, log() {} })
       process.kill(process.pid, 'SIGKILL')`,
    ],
    { stdio: 'inherit' },
  )
  const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)))
  expect(signal).toBe('SIGKILL')
  return (await readPostmaster(cluster))!.pid
}

/** A database with a thousand rows, shut down in order. */
let original: string
beforeAll(async () => {
  original = await mkdtemp(join(tmpdir(), 'lofte-original-'))
  const server = await startEmbedded({ dataFolder: original, log: () => undefined })
  await ask(server.url, 'create table kept as select generate_series(1, 1000) as n')
  await server.stop()
})
afterAll(() => rm(original, { recursive: true, force: true }))

const filled = () => execFileSync('cp', ['-a', `${original}/.`, folder])

const count = (server: Embedded) => ask(server.url, 'select count(*)::int from kept')

test('a database is UTF-8, durable, on the loopback only, and asks for its password', async () => {
  const server = await start()
  const shown = await ask(
    server.url,
    `select current_setting('server_encoding'), current_setting('fsync'), current_setting('synchronous_commit'),
            current_setting('listen_addresses'), current_setting('TimeZone'), lower('ÆØÅ'),
            current_setting('server_version_num')::int / 10000`,
  )
  expect(shown).toEqual(['UTF8', 'on', 'on', '127.0.0.1', 'UTC', 'æøå', 18])
  const stranger = new URL(server.url)
  stranger.password = 'guess'
  await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  expect((await stat(join(folder, 'postgres/password'))).mode & 0o777).toBe(0o600)
  const { pid } = (await readPostmaster(cluster))!
  await server.stop()
  expect(isAlive(pid)).toBe(false)
})

test('when only our process was killed, the server that lives on is taken over, and then stopped', async () => {
  filled()
  const pid = await startAndDie()
  const server = await start()
  expect(server.adopted).toBe(true)
  expect(await ask(server.url, 'select 1')).toEqual([1])
  await server.stop()
  expect(isAlive(pid)).toBe(false)
})

test('a server that is going down is waited for', async () => {
  filled()
  const pid = await startAndDie()
  const first = await start()
  const guest = new pg.Client({ connectionString: first.url })
  guest.on('error', () => undefined)
  await guest.connect()
  // Smart shutdown: no newcomers, but it waits for the guest.
  process.kill(pid, 'SIGTERM')
  const second = start()
  await expect(ask(first.url, 'select 1')).rejects.toThrow()
  await guest.end()
  const server = await second
  expect(server.adopted).toBe(false)
  await server.stop()
})

test('after kill -9 of everything, what was committed is there', async () => {
  filled()
  const pid = await startAndDie()
  process.kill(pid, 'SIGKILL')
  const server = await start()
  expect(await count(server)).toEqual([1000])
  await server.stop()
})

test('a stale postmaster.pid whose number now belongs to another program does no harm', async () => {
  filled()
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  try {
    const file = join(cluster, 'postmaster.pid')
    await writeFile(file, `${bystander.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n  1234567 1234\nready   \n`)
    const owner = await stat(cluster)
    await chown(file, owner.uid, owner.gid)
    const server = await start()
    expect(await count(server)).toEqual([1000])
    await server.stop()
    expect(isAlive(bystander.pid!)).toBe(true)
  } finally {
    bystander.kill()
  }
})

test('half of a set-up that was killed is thrown away', async () => {
  filled()
  // As left behind by a kill in the middle: the draft is there, the database is not.
  await rm(cluster, { recursive: true })
  await writeFile(join(folder, 'postgres/draft-0000'), 'half')
  const again = await start()
  expect(await ask(again.url, 'select 1')).toEqual([1])
  await again.stop()
  await expect(stat(join(folder, 'postgres/draft-0000'))).rejects.toThrow(/ENOENT/)
})

test('a database made by another version of PostgreSQL is refused in words', async () => {
  filled()
  const file = join(cluster, 'PG_VERSION')
  expect((await readFile(file, 'utf8')).trim()).toBe('18')
  await writeFile(file, '19\n')
  await expect(start()).rejects.toThrow(/made by PostgreSQL 19, and this Løfte brings 18\. Start the newer Løfte/)
  await writeFile(file, '17\n')
  await expect(start()).rejects.toThrow(/made by PostgreSQL 17.*Take a copy with pg_dump of PostgreSQL 17/)
})

test('a lost or wrong password is named, and the database left alone', async () => {
  filled()
  const file = join(folder, 'postgres/password')
  const password = await readFile(file, 'utf8')
  await writeFile(file, 'wrong')
  await expect(start()).rejects.toThrow(/refuses the password kept in the data folder/)
  await rm(file)
  await expect(start()).rejects.toThrow(/password of the database is missing/)
  await writeFile(file, password)
  const server = await start()
  expect(await count(server)).toEqual([1000])
  await server.stop()
})

test('a server that cannot start says why in one sentence', async () => {
  filled()
  await writeFile(join(cluster, 'postgresql.auto.conf'), "shared_preload_libraries = 'no_such_thing'\n")
  await expect(start()).rejects.toThrow(/^PostgreSQL did not start: FATAL: .*no_such_thing/)
})

test('another program on the old port is not mistaken for the database', async () => {
  filled()
  const stranger = createServer((socket) => socket.end('220 mail\r\n'))
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = stranger.address() as { port: number }
    await writeFile(
      join(cluster, 'postmaster.pid'),
      `999999\n${cluster}\n1700000000\n${port}\n\n127.0.0.1\n 1 1\nready   \n`,
    )
    const owner = await stat(cluster)
    await chown(join(cluster, 'postmaster.pid'), owner.uid, owner.gid)
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await count(server)).toEqual([1000])
    await server.stop()
  } finally {
    stranger.close()
  }
})
