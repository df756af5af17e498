import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { NotNow } from '../../channel.ts'
import { readyForData, startTestListener, type TestListener, talkSmtp } from './smtp-talk.testing.ts'

const running: TestListener[] = []
async function listener(...overrides: Parameters<typeof startTestListener>): Promise<TestListener> {
  const started = await startTestListener(...overrides)
  running.push(started)
  return started
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.close()))
})

const MAIL = 'From: Kari <kari@kunde.example>\r\nSubject: hei\r\n\r\nHei!\r\n'
const text = (raw: Uint8Array | undefined) => Buffer.from(raw ?? []).toString('latin1')

test('a mail for one of our inboxes is taken whole and answered with its own id', async () => {
  const desk = await listener()
  const talk = await readyForData(desk.port, 'Help+case-7@desk.example')
  expect(await talk.say('DATA')).toMatch(/^354 /)
  const answer = await talk.say(`${MAIL}.`)
  expect(answer).toMatch(/^250 2\.0\.0 Stored as [a-v0-9]+\/1$/)
  const [arrival] = desk.arrivals
  expect(text(arrival?.raw)).toBe(MAIL)
  expect(arrival).toMatchObject({
    via: 'smtp',
    recipients: ['Help+case-7@desk.example'],
    sender: 'kari@kunde.example',
    peer: { address: '127.0.0.1', helo: 'client.example', encrypted: false },
    receivedAt: new Date('2026-03-02T09:00:00Z'),
    sourceKey: `smtp/${answer.split(' ').at(-1)}`,
  })
  await talk.say('MAIL FROM:<>')
  await talk.say('RCPT TO:<help@desk.example>')
  await talk.say('DATA')
  await talk.say(`${MAIL}.`)
  expect(desk.arrivals[1]?.sender).toBe('')
  expect(desk.arrivals[1]?.sourceKey).toBe(arrival?.sourceKey.replace(/1$/, '2'))
  talk.end()
})

test('dots at the start of lines come through as they were written, however the network cuts the bytes', async () => {
  const desk = await listener()
  const line = fc.array(fc.constantFrom('.', '..', 'a', ' ', 'æ', '=', '\t', '\0'), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const mail = lines.map((parts) => `${parts.join('')}\r\n`).join('')
      const onTheWire = Buffer.from(`${mail.replace(/^\./gm, '..')}.\r\n`)
      const before = desk.arrivals.length
      const talk = await readyForData(desk.port)
      await talk.say('DATA')
      for (let at = 0; at < onTheWire.length; at += size) talk.write(onTheWire.subarray(at, at + size))
      expect(await talk.reply()).toMatch(/^250 /)
      talk.end()
      expect(Buffer.from(desk.arrivals[before]?.raw ?? []).toString()).toBe(mail)
    }),
    { numRuns: 15, examples: [[[['.'], ['..'], ['...']], 1]] },
  )
})

test('an address that is not ours is refused in words, and nothing is relayed', async () => {
  const desk = await listener()
  const talk = await talkSmtp(desk.port)
  await talk.reply()
  await talk.say('EHLO client.example')
  await talk.say('MAIL FROM:<a@b.example>')
  expect(await talk.say('RCPT TO:<victim@elsewhere.example>')).toBe(
    '550 5.1.1 There is no inbox with that address here',
  )
  expect(await talk.say('DATA')).toMatch(/^503 /)
  talk.end()
  expect(desk.arrivals).toEqual([])
})

test('250 is said only once the desk has stored the mail', async () => {
  const desk = await listener()
  let store: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    desk.answer.receive = () => {
      resolve()
      return new Promise((stored) => (store = () => stored({ taken: 'stored' })))
    }
  })
  const talk = await readyForData(desk.port)
  await talk.say('DATA')
  let answered = ''
  const answer = talk.say(`${MAIL}.`).then((words) => (answered = words))
  await asked
  // Another whole session fits in between, so an early 250 would have had all the time to come.
  const other = await readyForData(desk.port)
  await other.say('QUIT')
  expect(answered).toBe('')
  store()
  expect(await answer).toMatch(/^250 /)
  talk.end()
})

test('"not now" leaves the mail with its sender, with a reason; a fault does too, without telling secrets', async () => {
  const desk = await listener()
  desk.answer.receive = () => Promise.reject(new NotNow('The disk of this desk is full'))
  const talk = await readyForData(desk.port)
  await talk.say('DATA')
  expect(await talk.say(`${MAIL}.`)).toBe('452 4.3.1 The disk of this desk is full; please try again later')
  desk.answer.receive = () => Promise.reject(new Error('password=hunter2'))
  await talk.say('MAIL FROM:<a@b.example>')
  await talk.say('RCPT TO:<help@desk.example>')
  await talk.say('DATA')
  expect(await talk.say(`${MAIL}.`)).toBe('451 4.3.0 The mail could not be stored, please try again later')
  talk.end()
})

test('a lookup of recipients that fails puts the mail off', async () => {
  const desk = await listener({ isOurs: () => Promise.reject(new Error('no database')) })
  const talk = await talkSmtp(desk.port)
  await talk.reply()
  await talk.say('EHLO client.example')
  await talk.say('MAIL FROM:<a@b.example>')
  expect(await talk.say('RCPT TO:<help@desk.example>')).toMatch(/^451 4\.3\.0 /)
  talk.end()
})

test('a line cut in the middle of DATA stores nothing', async () => {
  const desk = await listener()
  const talk = await readyForData(desk.port)
  await talk.say('DATA')
  talk.write(MAIL)
  talk.socket.resetAndDestroy()
  const another = await readyForData(desk.port)
  await another.say('DATA')
  expect(await another.say(`${MAIL}.`)).toMatch(/^250 /)
  another.end()
  expect(desk.arrivals).toHaveLength(1)
})

test('commands sent all at once are answered in order', async () => {
  const desk = await listener()
  const talk = await talkSmtp(desk.port)
  await talk.reply()
  await talk.say('EHLO client.example')
  talk.write('MAIL FROM:<a@b.example> BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<help@desk.example>\r\nDATA\r\n')
  expect([await talk.reply(), await talk.reply(), await talk.reply()].map((answer) => answer.slice(0, 3))).toEqual([
    '250',
    '250',
    '354',
  ])
  talk.write(`Blåbær\r\n.\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<help@desk.example>\r\nDATA\r\n`)
  for (const code of ['250', '250', '250', '354']) expect((await talk.reply()).slice(0, 3)).toBe(code)
  expect(await talk.say('to\r\n.')).toMatch(/^250 /)
  expect(desk.arrivals.map((arrival) => Buffer.from(arrival.raw).toString())).toEqual(['Blåbær\r\n', 'to\r\n'])
  talk.end()
})

test('signing in and jokes are not offered, and too many errors end the session', async () => {
  const desk = await listener()
  const talk = await talkSmtp(desk.port)
  await talk.reply()
  const offered = await talk.say('EHLO client.example')
  expect(offered).toContain('8BITMIME')
  expect(offered).toContain('SMTPUTF8')
  expect(offered).not.toMatch(/AUTH|STARTTLS/)
  expect(await talk.say('AUTH PLAIN AGEAYg==')).toMatch(/^500 /)
  expect(await talk.say('STARTTLS')).toMatch(/^500 /)
  for (let times = 0; times < 7; times++) expect(await talk.say('WIZ')).toMatch(/^500 /)
  expect(await talk.say('SHELL')).toMatch(/^421 /)
  await talk.closed()
})

test('a port in use is an error the caller hears', async () => {
  const desk = await listener()
  await expect(startTestListener({ port: desk.port })).rejects.toThrow('EADDRINUSE')
})
