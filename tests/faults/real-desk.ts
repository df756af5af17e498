import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive, readPostmaster, stopPostmaster } from '../../src/core/postmaster.ts'
import { freePorts } from './free-ports.ts'
import { cutPower } from './processes.ts'
import { waitUntil } from './wait-until.ts'

const root = join(import.meta.dirname, '../..')

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** One process of the program. */
export interface Program {
  pid: number
  stdout(): string
  stderr(): string
  ended: Promise<Ended>
  hasEnded(): boolean
  /** Until the desk says that it is ready; throws with its words when it ends instead. */
  ready(): Promise<void>
  signal(signal: NodeJS.Signals): void
}

/** Runs `lofte ARGS…` as the scripts do. Nothing of this process's own settings reaches it. */
export function runProgram(
  args: readonly string[],
  env: Record<string, string>,
  { input, uid }: { input?: string; uid?: number } = {},
): Program {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'src/main.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk))
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk))
  child.stdin?.on('error', () => undefined).end(input ?? '')
  let over: Ended | null = null
  const ended = once(child, 'close').then(([code, signal]) => {
    over = { code, signal }
    return over
  })
  return {
    pid: child.pid as number,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended,
    hasEnded: () => over !== null,
    async ready() {
      await waitUntil('the desk is ready', () => over !== null || said.stdout.includes('Løfte is ready at'), {
        seconds: 60,
      })
      if (over) throw new Error(`The desk ended (${JSON.stringify(over)}) instead of being ready: ${said.stderr}`)
    },
    signal: (signal) => void child.kill(signal),
  }
}

/** A desk on a data folder of its own, whose processes come and go. */
export interface RealDesk {
  dataFolder: string
  url: string
  smtpPort: number
  env: Record<string, string>
  /** A process on this folder; the one before must have ended. Not yet ready. */
  start(more?: Record<string, string>): Program
  /** The embedded database's, while it runs. */
  databaseUrl(): Promise<string>
  /** kill -9 of Node, and of PostgreSQL with all its processes where asked. */
  kill(what: 'node' | 'node and postgres'): Promise<void>
  /** Ends all of it, in whatever state it is, and removes the folder. */
  close(): Promise<void>
}

export async function makeRealDesk(more: Record<string, string> = {}): Promise<RealDesk> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'lofte-fault-'))
  const [port, smtpPort] = (await freePorts(2)) as [number, number]
  const env = { LOFTE_DATA: dataFolder, PORT: String(port), LOFTE_SMTP_PORT: String(smtpPort), ...more }
  const cluster = join(dataFolder, 'postgres/cluster')
  let program: Program | null = null
  // Should this process be killed itself, nobody else would end what it started.
  const onExit = () => program && !program.hasEnded() && program.signal('SIGTERM')
  process.on('exit', onExit)
  const postmaster = async () => {
    const noted = await readPostmaster(cluster)
    return noted && isAlive(noted.pid) ? noted.pid : null
  }
  const kill: RealDesk['kill'] = async (what) => {
    const pid = what === 'node' ? null : await postmaster()
    program?.signal('SIGKILL')
    if (pid) await cutPower(pid)
    await program?.ended
  }
  return {
    dataFolder,
    url: `http://127.0.0.1:${port}`,
    smtpPort,
    env,
    kill,
    start(changes = {}) {
      if (program && !program.hasEnded()) throw new Error('The desk runs already.')
      program = runProgram(['serve'], { ...env, ...changes })
      return program
    },
    async databaseUrl() {
      const holder = JSON.parse(await readFile(join(dataFolder, 'holder.json'), 'utf8')) as { databaseUrl: string }
      return holder.databaseUrl
    },
    async close() {
      process.off('exit', onExit)
      if (program && !program.hasEnded()) await kill('node')
      const pid = existsSync(cluster) ? await postmaster() : null
      if (pid) await stopPostmaster(pid)
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
