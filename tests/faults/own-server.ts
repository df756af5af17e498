import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/core/embedded-postgres.ts'
import { readPostmaster, stopPostmaster } from '../../src/core/postmaster.ts'
import { cutPower } from './processes.ts'
import { waitUntil } from './wait-until.ts'

/** A PostgreSQL as an operator would run it, for DATABASE_URL: it goes away and comes back on the same port. */
export interface OwnServer {
  url: string
  /** In an orderly way, as for an update, or without a word. */
  stop(how: 'orderly' | 'without a word'): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

export async function startOwnServer(): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'lofte-own-'))
  const { url } = await startEmbedded({ dataFolder: folder, log: () => undefined })
  const cluster = join(folder, 'postgres/cluster')
  // Written by the server itself: the program and its arguments, the port among them, each in quotes but the first.
  const [program = '', ...args] = (await readFile(join(cluster, 'postmaster.opts'), 'utf8'))
    .trim()
    .split(/ (?=")/)
    .map((word) => word.replace(/^"|"$/g, ''))
  const { uid, gid } = await stat(cluster)
  const running = async () => (await readPostmaster(cluster))?.pid ?? null
  const stop: OwnServer['stop'] = async (how) => {
    const pid = await running()
    if (pid && how === 'orderly') await stopPostmaster(pid)
    else if (pid) await cutPower(pid)
  }
  // Should this process end early; nothing that takes time runs then any more.
  const onExit = () => {
    const noted = join(cluster, 'postmaster.pid')
    if (existsSync(noted)) process.kill(Number.parseInt(readFileSync(noted, 'utf8'), 10), 'SIGQUIT')
  }
  process.on('exit', onExit)
  return {
    url,
    stop,
    async start() {
      // While the last of the killed processes still goes down, PostgreSQL refuses to start beside it.
      let ended = true
      await waitUntil('PostgreSQL answers', async () => {
        if (ended) {
          ended = false
          const child = spawn(program, args, {
            cwd: '/',
            env: { LC_ALL: 'C' },
            stdio: 'ignore',
            detached: true,
            uid,
            gid,
          })
          child.once('exit', () => {
            ended = true
          })
          child.unref()
        }
        return answers(url)
      })
    },
    async close() {
      process.off('exit', onExit)
      await stop('orderly')
      await chown(folder, process.getuid?.() ?? 0, process.getgid?.() ?? 0)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false // Not up yet.
  } finally {
    await client.end()
  }
}
