import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { arch, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '../src/core/embedded-postgres.ts'
import { found, type Served, serveDesk, stopChild } from './desk.ts'
import { bareStatements, type Facts } from './engine.ts'
import { measureApi } from './measure-api.ts'
import { measureLive } from './measure-live.ts'
import { measureMail } from './measure-mail.ts'
import { family, pssMb } from './processes.ts'
import { judge, printTable, type Row } from './report.ts'
import { seed } from './seed.ts'

/**
 * Measures the desk beside its database's own limit, on this machine, in one run, on loopback only:
 * `npm run bench -- [--conversations=10000] [--mails=1000] [--rounds=3] [--seconds=0.7] [--json]`.
 */
const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '10000' },
    mails: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '0.7' },
    json: { type: 'boolean', default: false },
  },
})
const conversations = Number(values.conversations)
const say = (line: string) => process.stderr.write(`${line}\n`)
/** What was started, ended in the opposite order, also after a fault or Ctrl-C. */
const stops: (() => Promise<unknown>)[] = []

async function bench(): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'lofte-bench-'))
  stops.push(() => rm(dataFolder, { recursive: true, force: true }))
  const postgres = await startEmbedded({ dataFolder, log: say })
  stops.push(() => postgres.stop())
  const people = await found(postgres.url, dataFolder, 20)
  say(`Seeding ${conversations} conversations …`)
  const agentIds = people.agents.map(({ id }) => id)
  await seed(postgres.url, {
    conversations,
    customers: Math.min(5000, conversations),
    inboxId: people.inboxId,
    agentIds,
  })
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  stops.push(() => client.end())
  const facts = await look(client, people.inboxId, agentIds[0] ?? '')
  const postmaster = await processOf(client)
  const rows: Row[] = []

  say('Starting the desk …')
  const starts: Served[] = []
  for (let nth = 0; nth < 3; nth++) {
    await starts.at(-1)?.stop()
    starts.push(await serveDesk(dataFolder, postgres.url))
  }
  const desk = starts.at(-1) as Served
  stops.push(() => desk.stop())
  const idle = pssMb([desk.pid, ...family(postmaster)])
  const size = await sizeMb(client)
  const middle = starts.map(({ readyAfter }) => readyAfter).sort((a, b) => a - b)[1] ?? 0

  const bareServer = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bare-server.ts'), postgres.url, JSON.stringify(facts)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  stops.push(() => stopChild(bareServer))
  const barePort = await new Promise<number>((resolve) =>
    bareServer.stdout.once('data', (port: Buffer) => resolve(Number(port))),
  )
  say('Reading, creating, answering …')
  const about = {
    url: desk.url,
    pid: desk.pid,
    databaseUrl: postgres.url,
    barePort,
    bare: bareStatements(facts),
    facts,
    people,
  }
  const api = await measureApi({ ...about, rounds: Number(values.rounds), seconds: Number(values.seconds) })
  await stopChild(bareServer)
  const afterApi = pssMb([desk.pid, ...family(postmaster)])
  say(`Taking in ${values.mails} mails …`)
  const engine = api.find(({ part, unit }) => part === 'b' && unit === '/s')?.engine ?? Number.NaN
  const token = people.agents[0]?.token ?? ''
  rows.push(...(await measureMail({ desk, client, postmaster, token, mails: Number(values.mails), engine })))
  rows.push(...api)
  const busy = Math.max(afterApi, pssMb([desk.pid, ...family(postmaster)]))
  say('Listening on fifty streams …')
  const live = await measureLive(desk, postgres.url, people, facts.long)
  await desk.stop()
  await client.end()
  await postgres.stop()
  say('Starting from cold …')
  const cold = await serveDesk(dataFolder, null)
  stops.push(() => cold.stop())
  rows.push(
    { part: 'g', what: 'start to first 200, database up', unit: 'ms', measured: middle, goal: { atMost: 1000 } },
    {
      part: 'g',
      what: 'start to first 200, with PostgreSQL of its own',
      unit: 'ms',
      measured: cold.readyAfter,
      goal: { atMost: 5000 },
    },
    {
      part: 'g',
      what: 'memory (PSS) of Løfte and PostgreSQL, idle',
      unit: 'MB',
      measured: idle,
      goal: { atMost: 170 },
    },
    { part: 'g', what: 'the same after load', unit: 'MB', measured: busy, goal: { atMost: 450 } },
    {
      part: 'g',
      what: `database with ${conversations} conversations`,
      unit: 'MB',
      measured: size,
      goal: conversations === 100_000 ? { atMost: 520 } : null,
    },
    ...live,
  )
  await cold.stop()
  report(rows)
}

function report(rows: readonly Row[]): void {
  const judged = rows.map(judge).sort((a, b) => a.part.localeCompare(b.part))
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const machine = { cores: cpus().length, model, arch: arch(), load: loadavg()[0], node: process.version }
  if (values.json) process.stdout.write(`${JSON.stringify({ conversations, machine, rows: judged })}\n`)
  else {
    const missed = judged.filter(({ verdict }) => verdict === 'MISS').length
    process.stdout.write(
      `${printTable(judged)}\n\n${machine.cores} × ${model}, ${machine.arch}, load ${machine.load?.toFixed(1)}, Node ${machine.node}, `,
    )
    process.stdout.write(
      `${conversations} conversations; middle of ${values.rounds} runs in turns. ${missed} of ${judged.length} goals missed.\n`,
    )
  }
}

async function look(client: pg.Client, inboxId: string, agentId: string): Promise<Facts> {
  const long = await client.query<{ id: string }>(
    `select id from conversation where message_count = 20 order by id limit 500`,
  )
  const customer = await client.query<{ id: string }>('select id from customer order by id limit 1')
  return { inboxId, agentId, customerId: customer.rows[0]?.id ?? '', long: long.rows.map(({ id }) => id) }
}

async function processOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ path: string }>(
    `select current_setting('data_directory') || '/postmaster.pid' as path`,
  )
  return Number((await readFile(rows[0]?.path ?? '', 'utf8')).split('\n')[0])
}

async function sizeMb(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ mb: number }>(
    'select pg_database_size(current_database())::float8 / 1048576 as mb',
  )
  return rows[0]?.mb ?? 0
}

async function stopAll(): Promise<void> {
  // Each is ended whatever becomes of the others.
  for (const stop of stops.splice(0).reverse())
    await stop().catch((error: Error) => say(`Not stopped: ${error.message}`))
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopAll().then(() => process.exit(130)))
try {
  await bench()
} finally {
  await stopAll()
}
