import { once } from 'node:events'
import * as tls from 'node:tls'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'
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
