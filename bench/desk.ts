import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { contextFor, inTransaction, system } from '../src/core/ctx.ts'
import { openDataFolder } from '../src/core/data-folder.ts'
import { readEnv } from '../src/core/env.ts'
import { silentLog } from '../src/core/log.ts'
import { migrate } from '../src/core/migrate.ts'
import { addUser } from '../src/desk/access/add-user.ts'
import { createToken } from '../src/desk/access/create-token.ts'
import { joinInbox } from '../src/desk/inboxes/join-inbox.ts'
import { setUpDesk } from '../src/desk/inboxes/set-up-desk.ts'
import { openHouse } from '../src/house.ts'

export interface Founded {
  inboxId: string
  agents: { id: string; token: string }[]
}

export const inboxAddress = 'support@nordlys.example'

/** Sets the desk up with its own commands: one inbox, agents who are its members, a token each. */
export async function found(databaseUrl: string, dataFolder: string, agents: number): Promise<Founded> {
  await migrate(databaseUrl)
  const secret = await (await openDataFolder(dataFolder)).secret(null)
  const { house, database } = openHouse(readEnv({ LOFTE_DATA: dataFolder }), databaseUrl, secret, { log: silentLog })
  try {
    return await inTransaction(contextFor(house, system), async (ctx) => {
      const password = 'nordlys over fjorden'
      const { inbox } = await setUpDesk(ctx, {
        organisation: 'Nordlys Strøm',
        country: 'DK',
        language: 'da',
        name: 'Kari Solberg',
        email: 'kari@nordlys.example',
        password,
        inbox: { address: inboxAddress, name: 'Nordlys Strøm' },
      })
      const inboxId = inbox?.id ?? ''
      const people: Founded['agents'] = []
      for (let n = 0; n < agents; n++) {
        const { id } = await addUser(ctx, {
          email: `agent${n}@nordlys.example`,
          name: `Agent ${n}`,
          role: 'agent',
          password,
        })
        await joinInbox(ctx, inboxId, id)
        people.push({ id, token: (await createToken(ctx, { accountId: id, name: 'bench' })).token })
      }
      return { inboxId, agents: people }
    })
  } finally {
    await database.close()
  }
}

export interface Served {
  url: string
  smtpPort: number
  pid: number
  /** Milliseconds from starting the process to its first 200 on /health/ready. */
  readyAfter: number
  stop(): Promise<void>
}

/** Starts the desk as people do, in a process of its own; without `databaseUrl` it brings its own PostgreSQL. */
export async function serveDesk(dataFolder: string, databaseUrl: string | null): Promise<Served> {
  const [port, smtpPort] = [await freePort(), await freePort()]
  const from = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LOFTE_DATA: dataFolder,
      PORT: String(port),
      LOFTE_SMTP_PORT: String(smtpPort),
      LOG_LEVEL: 'error',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
  })
  const stop = () => stopChild(child)
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    const ok = await fetch(`${url}/health/ready`).then(
      (answer) => answer.status === 200,
      () => false,
    )
    if (ok) return { url, smtpPort, pid: child.pid ?? 0, readyAfter: performance.now() - from, stop }
    if (child.exitCode !== null) throw new Error('The desk ended before it was ready; its words are above.')
    if (performance.now() - from > 60_000) {
      await stop()
      throw new Error('The desk was not ready within a minute.')
    }
    await wait(5)
  }
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
