import { setTimeout as wait } from 'node:timers/promises'
import type { Founded, Served } from './desk.ts'
import { bareNotify } from './engine.ts'
import { openLine, openStream } from './http-client.ts'
import type { Row } from './report.ts'
import { quantile } from './timing.ts'

const streams = 50
const replies = 120

/** From handing in a reply to the other agents' live streams, fifty of them open: the whole way, commit and fan-out included. */
export async function measureLive(
  desk: Served,
  databaseUrl: string,
  { agents }: Founded,
  conversations: readonly string[],
): Promise<Row[]> {
  const heard: { nth: number; at: number; data: string }[] = []
  const closing = await Promise.all(
    Array.from({ length: streams }, (_, nth) =>
      openStream(desk.url, agents[nth % agents.length]?.token ?? '', (data) =>
        heard.push({ nth, at: performance.now(), data }),
      ),
    ),
  )
  const line = await openLine(desk.url, agents[0]?.token ?? '')
  const second: number[] = []
  const last: number[] = []
  let missed = 0
  for (let turn = 0; turn < replies; turn++) {
    heard.length = 0
    const path = `/api/v1/conversations/${conversations[turn % conversations.length]}/messages`
    const from = performance.now()
    const { body } = await line.ask('POST', path, { kind: 'note', text: `Jeg ringer til montøren nu (${turn}).` })
    const { id } = JSON.parse(body) as { id: string }
    const told = () => heard.filter(({ data }) => data.includes('"message.written"') && data.includes(id))
    for (let waited = 0; told().length < streams && waited < 2000; waited += 2) await wait(2)
    const arrivals = told()
    missed += streams - arrivals.length
    // Stream 1 belongs to the second agent; the first wrote it.
    const theirs = arrivals.find(({ nth }) => nth === 1)
    if (theirs) second.push(theirs.at - from)
    last.push(Math.max(...arrivals.map(({ at }) => at)) - from)
    await wait(10)
  }
  for (const close of closing) close()
  line.close()
  const sorted = (values: number[]) => values.sort((a, b) => a - b)
  const bare = quantile(sorted(await bareNotify(databaseUrl, replies)), 0.5)
  return [
    {
      part: 'h',
      what: `a second agent sees a new message, ${streams} live streams, p50`,
      unit: 'ms',
      measured: quantile(sorted(second), 0.5),
      detail: `last of ${streams}: ${quantile(sorted(last), 0.5).toFixed(1)}; ${missed} missed`,
      goal: { atMost: 15 },
      engine: bare,
    },
    {
      part: 'h',
      what: 'the same, p99',
      unit: 'ms',
      measured: quantile(second, 0.99),
      goal: { atMost: 60 },
    },
  ]
}
