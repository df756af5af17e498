import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startAgent } from './answering-agent.ts'
import { type Dice, seedOfThisRun, throwDice } from './dice.ts'
import { joinLedgers } from './join-ledgers.ts'
import { startSender } from './mail-sender.ts'
import { makeRealDesk, type Program, type RealDesk } from './real-desk.ts'
import { startReceivingServer } from './receiving-server.ts'
import { setUp } from './set-up.ts'
import { settled } from './settled.ts'
import { waitUntil } from './wait-until.ts'

/** Where a commit or a yes has just happened or is just about to; see crashHere in the code. */
const points = [
  'inbound.stored',
  'inbound.committed',
  'inbound.read',
  'inbound.filed',
  'outgoing.claimed',
  'outgoing.handed-over',
  'outgoing.recorded',
]
const rounds = Number(process.env.FAULT_ROUNDS ?? points.length + 3)

test(`Killed ${rounds} times under twenty mails a second, the desk loses and doubles nothing`, {
  timeout: 60_000 + rounds * 20_000,
}, async () => {
  const dice = throwDice(seedOfThisRun())
  const begun = performance.now()
  const receiving = await startReceivingServer()
  onTestFinished(() => receiving.close())
  // A dead process's mail may go out at once: here its last words can't still be under way.
  const desk = await makeRealDesk({ SMTP_URL: receiving.url, LOFTE_RESEND_AFTER: '0' })
  onTestFinished(() => desk.close())
  // Nothing has come yet, so the first point does not crash the setting up.
  const first = desk.start({ LOFTE_CRASH_AT: `${points[0]}*5` })
  const token = await setUp(desk.url, first)

  const sender = startSender(desk.smtpPort, throwDice(dice.seed + 1), 20)
  const agent = startAgent(desk.url, token)
  for (let round = 0; round < rounds; round++) {
    // Each point first, then half of the rounds at a point and half at any moment, the start included.
    const point = points[round] ?? (dice.onceIn(2) ? points[dice.upTo(points.length)] : undefined)
    await oneRound(desk, dice, point, round === 0 ? first : undefined)
  }
  const last = desk.start()
  await last.ready()
  await sender.finish()
  const db = new pg.Client({ connectionString: await desk.databaseUrl() })
  // It outlives nothing: the database is stopped under it in the end, and earlier should the test fail.
  db.on('error', () => undefined)
  await db.connect()
  onTestFinished(() => db.end())
  await settled(db)
  await agent.finish()
  await settled(db)

  const verdict = await joinLedgers(db, { sender, agent, receiving })
  const originals = await compareOriginals(desk, token, db, sender.accepted)
  const seconds = Math.round((performance.now() - begun) / 1000)
  const { lost, doubled, repliesLost, copiesUnexplained, disagreements, ...counts } = verdict
  const figures = {
    seed: dice.seed,
    rounds,
    seconds,
    ...counts,
    triesAgain: sender.retries(),
    lost: lost.length,
    doubled: doubled.length,
  }
  process.stdout.write(`crash loop: ${JSON.stringify(figures)}\n`)
  const nothing = { lost: [], doubled: [], repliesLost: [], copiesUnexplained: [], disagreements: [], originals: [] }
  expect(
    { lost, doubled, repliesLost, copiesUnexplained, disagreements, originals },
    `FAULT_SEED=${dice.seed}`,
  ).toEqual(nothing)
  expect(verdict.accepted).toBeGreaterThan(rounds * 3)
  expect(verdict.replies).toBeGreaterThan(rounds)
  last.signal('SIGTERM')
  expect(await last.ended).toEqual({ code: 0, signal: null })
})

async function oneRound(desk: RealDesk, dice: Dice, point: string | undefined, running?: Program): Promise<void> {
  if (point) {
    const program = running ?? desk.start({ LOFTE_CRASH_AT: `${point}*${1 + dice.upTo(12)}` })
    await waitUntil(`the desk has killed itself at ${point}`, program.hasEnded, { seconds: 30 })
    expect(await program.ended, program.stderr()).toEqual({ code: null, signal: 'SIGKILL' })
    // The database outlives Node in some rounds and not in others.
    if (dice.onceIn(3)) await desk.kill('node and postgres')
    return
  }
  const program = desk.start()
  if (!dice.onceIn(4)) await program.ready()
  // The moment is the chance this test is about; nothing is waited for.
  await pause(dice.upTo(1500))
  await desk.kill(dice.onceIn(2) ? 'node' : 'node and postgres')
}

/** Mails whose original, as the desk gives it out, is not what was sent. */
async function compareOriginals(
  desk: RealDesk,
  token: string,
  db: pg.Client,
  accepted: Map<string, { raw: Buffer }>,
): Promise<string[]> {
  const differing: string[] = []
  const { rows } = await db.query<{ path: string; sha: string }>(`
    select '/messages/' || id || '/original' as path, raw_sha256 as sha from message where kind = 'customer'
    union all select '/quarantine/' || id || '/original', raw_sha256 from inbound where state = 'quarantined'`)
  for (let at = 0; at < rows.length; at += 8) {
    await Promise.all(
      rows.slice(at, at + 8).map(async ({ path, sha }) => {
        const response = await fetch(`${desk.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
        const bytes = Buffer.from(await response.arrayBuffer())
        const sent = accepted.get(sha)?.raw
        if (!sent?.equals(bytes))
          differing.push(`${path} ${response.status}: ${createHash('sha256').update(bytes).digest('hex')}`)
      }),
    )
  }
  return differing
}
