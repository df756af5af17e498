import pg from 'pg'
import type { Founded } from './desk.ts'
import type { Bare, Facts } from './engine.ts'
import { type HttpLine, openLine } from './http-client.ts'
import { cpuMs } from './processes.ts'
import type { Row } from './report.ts'
import { type Figures, inTurns } from './timing.ts'

export interface Measured {
  url: string
  /** The desk's process. */
  pid: number
  databaseUrl: string
  barePort: number
  bare: Bare
  facts: Facts
  people: Founded
  rounds: number
  seconds: number
}

interface Plan {
  part: string
  name: keyof Bare
  what: string
  ask: (line: HttpLine, nth: number) => Promise<unknown>
  /** p50 at c=1 in milliseconds, requests a second at c=16, share of fastify + pg at c=16. */
  atMost: number
  atLeast: number
  share: number
}

const api = '/api/v1'
const words = 'Strømmen er tilbage hos jer klokken 14. Skulle den gå igen, så ring til vagten på 70 10 20 30.'

async function must(line: HttpLine, method: 'GET' | 'POST', path: string, wanted: number, body?: unknown) {
  const answer = await line.ask(method, path, body)
  if (answer.status !== wanted)
    throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.slice(0, 300)}`)
  return answer
}

/** Lists, openings, creations and replies: the desk, the bare server and the bare statements in turns. */
export async function measureApi(about: Measured): Promise<Row[]> {
  const { facts, people } = about
  let turn = 0
  const plans: Plan[] = [
    {
      part: 'c',
      name: 'list',
      what: 'list of 50: mine, not resolved, by last update',
      ask: (line) => must(line, 'GET', `${api}/conversations?status=new,open,waiting&assignee=me&limit=50`, 200),
      atMost: 3,
      atLeast: 750,
      share: 0.4,
    },
    {
      part: 'd',
      name: 'open',
      what: 'open a conversation with 20 messages (2 requests)',
      ask: async (line) => {
        const id = facts.long[turn++ % facts.long.length]
        await must(line, 'GET', `${api}/conversations/${id}`, 200)
        await must(line, 'GET', `${api}/conversations/${id}/messages`, 200)
      },
      atMost: 4,
      atLeast: 1150,
      share: 0.4,
    },
    {
      part: 'b',
      name: 'create',
      what: 'create a conversation',
      ask: (line) => {
        const email = `nr${turn++ % 4000}@kunde.example`
        const body = {
          inboxId: people.inboxId,
          customer: { email },
          subject: 'Strømmen er væk',
          text: words,
          from: 'customer',
        }
        return must(line, 'POST', `${api}/conversations`, 201, body)
      },
      atMost: 6,
      atLeast: 700,
      share: 0.35,
    },
    {
      part: 'f',
      name: 'reply',
      what: 'reply accepted, its mail in the outbox',
      ask: (line) =>
        must(line, 'POST', `${api}/conversations/${facts.long[turn++ % facts.long.length]}/messages`, 201, {
          kind: 'reply',
          text: words,
        }),
      atMost: 7,
      atLeast: 700,
      share: 0.35,
    },
  ]
  const rows: Row[] = []
  for (const plan of plans) {
    const one = await compare(about, plan, 1)
    const many = await compare(about, plan, 16)
    rows.push(
      {
        part: plan.part,
        what: `${plan.what}, c=1, p50`,
        unit: 'ms',
        measured: one.desk.p50,
        detail: `p99 ${one.desk.p99.toFixed(1)}`,
        goal: { atMost: plan.atMost },
        engine: one.engine.p50,
        bare: one.server.p50,
      },
      {
        part: plan.part,
        what: `${plan.what}, c=16`,
        unit: '/s',
        measured: many.desk.perSecond,
        detail: `p50 ${many.desk.p50.toFixed(1)} ms, ${(many.desk.cpu ?? 0).toFixed(1)} ms processor each`,
        goal: { atLeast: plan.atLeast },
        engine: many.engine.perSecond,
        bare: many.server.perSecond,
        ratio: { of: 'bare', atLeast: plan.share },
      },
    )
  }
  return rows
}

async function compare(
  about: Measured,
  plan: Plan,
  concurrency: number,
): Promise<Record<'desk' | 'server' | 'engine', Figures>> {
  const { people, bare } = about
  const lines = await Promise.all(
    Array.from({ length: concurrency }, (_, n) =>
      openLine(about.url, people.agents[n % people.agents.length]?.token ?? ''),
    ),
  )
  const bareLines = await Promise.all(
    Array.from({ length: concurrency }, () => openLine(`http://127.0.0.1:${about.barePort}`, '')),
  )
  const clients = Array.from({ length: concurrency }, () => new pg.Client({ connectionString: about.databaseUrl }))
  await Promise.all(clients.map((client) => client.connect()))
  const method = plan.name === 'list' || plan.name === 'open' ? 'GET' : 'POST'
  try {
    const [desk, server, engine] = await inTurns(
      [
        { workers: lines.map((line, n) => () => plan.ask(line, n)), cpu: () => cpuMs([about.pid]) },
        { workers: bareLines.map((line) => () => must(line, method, `/${plan.name}`, 200)) },
        { workers: clients.map((client) => () => bare[plan.name](client)) },
      ],
      about,
    )
    if (!desk || !server || !engine) throw new Error('Nothing was measured.')
    return { desk, server, engine }
  } finally {
    for (const line of [...lines, ...bareLines]) line.close()
    await Promise.all(clients.map((client) => client.end()))
  }
}
