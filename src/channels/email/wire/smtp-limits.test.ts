import { afterEach, expect, test } from 'vitest'
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

test('guessing addresses ends the session', async () => {
  const desk = await listener({ limits: { refusedRecipients: 3 } })
  const talk = await talkSmtp(desk.port)
  await talk.reply()
  await talk.say('EHLO client.example')
  await talk.say('MAIL FROM:<a@b.example>')
  for (const name of ['a', 'b', 'c']) expect(await talk.say(`RCPT TO:<${name}@other.example>`)).toMatch(/^550 /)
  expect(await talk.say('RCPT TO:<d@other.example>')).toMatch(/^421 4\.7\.0 /)
  await talk.closed()
})

test('more than the allowed recipients are left for a second delivery', async () => {
  const desk = await listener({ limits: { recipients: 2 } })
  const talk = await readyForData(desk.port, 'one@desk.example')
  expect(await talk.say('RCPT TO:<two@desk.example>')).toMatch(/^250 /)
  expect(await talk.say('RCPT TO:<three@desk.example>')).toMatch(/^452 4\.5\.3 /)
  await talk.say('DATA')
  expect(await talk.say(`${MAIL}.`)).toMatch(/^250 /)
  expect(desk.arrivals[0]?.recipients).toEqual(['one@desk.example', 'two@desk.example'])
  talk.end()
})

test('a mail that says it is too large, or turns out to be, is refused and not kept', async () => {
  const desk = await listener({ maxBytes: 1000 })
  const talk = await talkSmtp(desk.port)
  await talk.reply()
  expect(await talk.say('EHLO client.example')).toContain('SIZE 1000')
  expect(await talk.say('MAIL FROM:<a@b.example> SIZE=1001')).toMatch(/^552 5\.3\.4 /)
  await talk.say('MAIL FROM:<a@b.example> SIZE=10')
  await talk.say('RCPT TO:<help@desk.example>')
  await talk.say('DATA')
  expect(await talk.say(`${'x'.repeat(999)}\r\n.`)).toBe('552 5.3.4 A mail may be at most 1000 bytes long')
  expect(desk.arrivals).toEqual([])
  await talk.say('MAIL FROM:<a@b.example>')
  await talk.say('RCPT TO:<help@desk.example>')
  await talk.say('DATA')
  expect(await talk.say(`${'x'.repeat(998)}\r\n.`)).toMatch(/^250 /)
  talk.end()
})

test('mails that together would fill the memory are put off, not lost', async () => {
  const desk = await listener({ maxBytes: 1000, limits: { bytesInFlight: 1500 } })
  let store: () => void = () => undefined
  desk.answer.receive = () => new Promise((resolve) => (store = () => resolve({ taken: 'stored' })))
  const [first, second] = await Promise.all([readyForData(desk.port), readyForData(desk.port)])
  await Promise.all([first.say('DATA'), second.say('DATA')])
  const firstAnswer = first.say(`${'x'.repeat(900)}\r\n.`)
  expect(await Promise.race([second.say(`${'x'.repeat(900)}\r\n.`), firstAnswer])).toMatch(/^452 4\.3\.1 /)
  store()
  expect(await firstAnswer).toMatch(/^250 /)
  first.end()
  second.end()
})

test('too many connections are told to come back', async () => {
  const desk = await listener({ limits: { connectionsPerAddress: 2 } })
  const talks = [await talkSmtp(desk.port), await talkSmtp(desk.port)]
  for (const talk of talks) expect(await talk.reply()).toMatch(/^220 desk\.example ESMTP/)
  const third = await talkSmtp(desk.port)
  expect(await third.reply()).toMatch(/^421 4\.7\.0 /)
  await third.closed()
  for (const talk of talks) talk.end()
})

test('a sender that falls silent, dribbles or stays for ever is cut off, and its mail is not kept', async () => {
  const silentDesk = await listener({ limits: { idleMs: 150 } })
  const quiet = await readyForData(silentDesk.port)
  expect(await quiet.reply()).toMatch(/^421 /)

  const slowDesk = await listener({ limits: { dataMs: 150 } })
  const slow = await readyForData(slowDesk.port)
  await slow.say('DATA')
  slow.write('Subject: so sl')
  expect(await slow.reply()).toBe('421 4.4.2 The mail took too long to arrive; nothing of it was taken')

  const shortDesk = await listener({ limits: { sessionMs: 150 } })
  const lasting = await readyForData(shortDesk.port)
  expect(await lasting.reply()).toMatch(/^421 4\.4\.2 /)
  await Promise.all([quiet.closed(), slow.closed(), lasting.closed()])
  expect([...silentDesk.arrivals, ...slowDesk.arrivals, ...shortDesk.arrivals]).toEqual([])
})

test('closing answers 421 to who waits, lets a running DATA finish, and then takes nobody', async () => {
  const desk = await listener()
  const waiting = await talkSmtp(desk.port)
  await waiting.reply()
  const sending = await readyForData(desk.port)
  await sending.say('DATA')
  const closed = desk.close()
  expect(await waiting.reply()).toMatch(/^421 4\.3\.2 /)
  expect(await sending.say(`${MAIL}.`)).toMatch(/^250 /)
  expect(await sending.reply()).toMatch(/^421 4\.3\.2 /)
  sending.end()
  waiting.end()
  await closed
  expect(desk.arrivals).toHaveLength(1)
  const late = await talkSmtp(desk.port)
  await expect(late.reply()).rejects.toThrow('closed')
})

test('closing does not wait longer than it says for a sender that never finishes', async () => {
  const desk = await listener({ limits: { closeMs: 100 } })
  const sending = await readyForData(desk.port)
  await sending.say('DATA')
  await desk.close()
  await sending.closed()
  expect(desk.arrivals).toEqual([])
})
