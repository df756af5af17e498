import { once } from 'node:events'
import * as tls from 'node:tls'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'
import { NotNow } from '../../channel.ts'
import { makeCertificate, readyForData, startTestListener, type TestListener, talkSmtp } from './smtp-talk.testing.ts'
import { findBareLineEnding } from './strict-line-endings.ts'

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

test('a bare CR or LF is found wherever it stands, and nowhere else', () => {
  const piece = fc.constantFrom('\r\n', '\r', '\n', 'a', '.', '')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (pieces, size) => {
      const stream = `${pieces.join('')}x`
      const expected = /\r(?!\n)|(?<!\r)\n/.test(stream)
      let found = false
      let afterCr = false
      for (let at = 0; at < stream.length; at += size) {
        const chunk = Buffer.from(stream.slice(at, at + size))
        found ||= findBareLineEnding(chunk, afterCr) !== -1
        afterCr = chunk.at(-1) === 13
      }
      expect(found).toBe(expected)
    }),
    { numRuns: 500 },
  )
})

const SECOND =
  'MAIL FROM:<admin@bank.example>\r\nRCPT TO:<help@desk.example>\r\nDATA\r\nSubject: forged\r\n\r\nx\r\n.\r\n'
const FALSE_ENDS = [
  '\n.\n',
  '\n.\r\n',
  '\r\n.\n',
  '\r.\r',
  '\r.\r\n',
  '\r\n.\r',
  '\r\r\n.\r\n',
  '\n\n.\r\n',
  '\r\n\n.\r\n',
]

test.each(FALSE_ENDS.map((end) => [JSON.stringify(end), end]))(
  'a second mail smuggled behind %s is not taken, and neither is the first',
  async (_name, end) => {
    for (const bytewise of [false, true]) {
      const desk = await listener()
      const talk = await readyForData(desk.port)
      await talk.say('DATA')
      const bytes = Buffer.from(`Subject: one\r\n\r\nfirst${end}${SECOND}`)
      if (bytewise) for (const byte of bytes) talk.write(Uint8Array.of(byte))
      else talk.write(bytes)
      expect(await talk.reply()).toBe('554 5.6.11 A line must end with CR LF; nothing of this mail was taken')
      expect(await talk.closed()).toBe('')
      expect(desk.arrivals).toEqual([])
    }
  },
)

test('a rightly ended mail in front of a broken command is kept, in one packet or in two', async () => {
  for (const together of [true, false]) {
    const desk = await listener()
    const talk = await readyForData(desk.port)
    await talk.say('DATA')
    if (together) {
      talk.write(`${MAIL}.\r\nNOOP\nQUIT\r\n`)
      expect(await talk.reply()).toMatch(/^250 /)
    } else {
      expect(await talk.say(`${MAIL}.`)).toMatch(/^250 /)
      talk.write('NOOP\nQUIT\r\n')
    }
    expect(await talk.reply()).toBe('500 5.5.2 A command must end with CR LF')
    await talk.closed()
    expect(desk.arrivals.map((arrival) => text(arrival.raw))).toEqual([MAIL])
  }
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

test('a port in use is an error the caller hears', async () => {
  const desk = await listener()
  await expect(startTestListener({ port: desk.port })).rejects.toThrow('EADDRINUSE')
})

const certificate = makeCertificate()

test.skipIf(!certificate)(
  'with a certificate the line is encrypted on request, and still strict (needs openssl)',
  async () => {
    const desk = await listener({ tls: certificate as { key: string; cert: string } })
    const client = createTransport({
      host: '127.0.0.1',
      port: desk.port,
      requireTLS: true,
      tls: { rejectUnauthorized: false },
    })
    await client.sendMail({ from: 'a@b.example', to: 'help@desk.example', subject: 'Blåbær', text: 'hei' })
    client.close()
    expect(desk.arrivals[0]?.peer?.encrypted).toBe(true)

    const talk = await talkSmtp(desk.port)
    await talk.reply()
    await talk.say('EHLO client.example')
    await talk.say('STARTTLS')
    const secure = tls.connect({ socket: talk.socket, rejectUnauthorized: false })
    await once(secure, 'secureConnect')
    secure.setEncoding('utf8')
    let heard = ''
    secure.on('data', (chunk: string) => (heard += chunk))
    secure.write('EHLO client.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<help@desk.example>\r\nDATA\r\n')
    while (!heard.includes('354 ')) await once(secure, 'data')
    secure.write(`one\n.\r\n${SECOND}`)
    await once(secure, 'end')
    expect(heard).toContain('554 5.6.11')
    expect(desk.arrivals).toHaveLength(1)
    secure.destroy()
  },
)
