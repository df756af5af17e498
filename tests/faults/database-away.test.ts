import pg from 'pg'
import { expect, onTestFailed, onTestFinished, test } from 'vitest'
import { startAgent } from './answering-agent.ts'
import { throwDice } from './dice.ts'
import { handOver } from './hand-over.ts'
import { joinLedgers } from './join-ledgers.ts'
import { writeLetter } from './letters.ts'
import { startSender } from './mail-sender.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'
import { makeRealDesk } from './real-desk.ts'
import { startReceivingServer } from './receiving-server.ts'
import { setUp } from './set-up.ts'
import { settled } from './settled.ts'
import { waitUntil } from './wait-until.ts'

async function openDesk() {
  const own = await startOwnServer()
  onTestFinished(() => own.close())
  const receiving = await startReceivingServer()
  onTestFinished(() => receiving.close())
  const desk = await makeRealDesk({ DATABASE_URL: own.url, SMTP_URL: receiving.url, LOFTE_RESEND_AFTER: '0' })
  onTestFinished(() => desk.close())
  const program = desk.start()
  onTestFailed(() => void process.stderr.write(program.stderr()))
  const token = await setUp(desk.url, program)
  const ask = (path: string) =>
    fetch(`${desk.url}${path}`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(15_000) })
  return { own, receiving, desk, program, token, ask }
}

async function connect(own: OwnServer): Promise<pg.Client> {
  const db = new pg.Client({ connectionString: own.url })
  db.on('error', () => undefined)
  await db.connect()
  onTestFinished(() => db.end())
  return db
}

test('while the database is away everybody is asked to come again, and ten seconds after its return all is as before', async () => {
  const { own, desk, program, ask } = await openDesk()
  const letter = writeLetter(1, throwDice(1))
  expect((await ask('/api/v1/conversations')).status).toBe(200)

  await own.stop('orderly')
  for (const path of ['/api/v1/conversations', '/api/v1/outgoing', '/api/v1/setup']) {
    const answer = await ask(path)
    expect([path, answer.status]).toEqual([path, 503])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await answer.json()) as object).toMatchObject({ code: 'not_now' })
  }
  expect((await ask('/health/ready')).status).toBe(503)
  expect((await ask('/health/live')).status).toBe(200)
  const refusal = await handOver(desk.smtpPort, letter)
  expect(refusal).toBeGreaterThanOrEqual(400)
  expect(refusal).toBeLessThan(500)

  await own.start()
  await waitUntil('the desk answers again', async () => (await ask('/api/v1/conversations')).status === 200, {
    seconds: 10,
  })
  expect(await handOver(desk.smtpPort, letter)).toBe(250)
  // The reading is woken over a connection of its own, which must have come back too.
  const filed = async () =>
    ((await (await ask('/api/v1/conversations')).json()) as { items: unknown[] }).items.length === 1
  await waitUntil('the mail is a conversation', filed, { seconds: 10 })
  expect(program.hasEnded()).toBe(false)
  program.signal('SIGTERM')
  expect(await program.ended).toEqual({ code: 0, signal: null })
})

test('mail under way when the database goes, three times, is neither lost nor doubled nor left lying', async () => {
  const { own, receiving, desk, program, token } = await openDesk()
  const sender = startSender(desk.smtpPort, throwDice(2), 20)
  const agent = startAgent(desk.url, token)
  for (const how of ['orderly', 'without a word', 'without a word'] as const) {
    const before = receiving.mails.size
    await waitUntil('mail comes and goes', () => receiving.mails.size > before + 5)
    await own.stop(how)
    await own.start()
  }
  await sender.finish()
  const db = await connect(own)
  await settled(db)
  await agent.finish()
  await settled(db)
  const { lost, doubled, repliesLost, copiesUnexplained, disagreements, ...figures } = await joinLedgers(db, {
    sender,
    agent,
    receiving,
  })
  process.stdout.write(`database away: ${JSON.stringify(figures)}\n`)
  const found = { lost, doubled, repliesLost, copiesUnexplained, disagreements }
  expect(found).toEqual({ lost: [], doubled: [], repliesLost: [], copiesUnexplained: [], disagreements: [] })
  // No process has died, so there is no excuse for a second copy.
  expect(figures.copiesExplained).toBe(0)
  expect(program.hasEnded()).toBe(false)
})
