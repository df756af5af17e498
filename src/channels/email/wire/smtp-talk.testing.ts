import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Arrival, Receive } from '../../channel.ts'
import { type SmtpListener, type SmtpListenerOptions, startSmtpListener } from './smtp-listener.ts'
import type { WireLog } from './wire-log.ts'

export const silent: WireLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A raw SMTP client for tests: says exactly the bytes it is told to and waits for the replies, never for time. */
export interface SmtpTalk {
  socket: Socket
  /** Writes these bytes, nothing added. */
  write(bytes: string | Uint8Array): void
  /** The next whole reply, such as `250-…\r\n250 …`; rejects when the line closes first. */
  reply(): Promise<string>
  /** Writes a command with CRLF and gives its reply. */
  say(command: string): Promise<string>
  /** Resolves with all that had not been read when the server closed the line. */
  closed(): Promise<string>
  end(): void
}

export async function talkSmtp(port: number): Promise<SmtpTalk> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.setNoDelay(true)
  let heard = ''
  let over = false
  let wake: () => void = () => undefined
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    heard += chunk
    wake()
  })
  socket.on('close', () => {
    over = true
    wake()
  })
  // A cut line is what many of these tests are about; 'close' follows and says so.
  socket.on('error', () => wake())
  const until = async (ready: () => boolean) => {
    while (!ready()) await new Promise<void>((resolve) => (wake = resolve))
  }
  const reply = async () => {
    const whole = () => /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(heard)?.[0]
    await until(() => whole() !== undefined || over)
    const one = whole()
    if (one === undefined) throw new Error(`the line closed after: ${JSON.stringify(heard)}`)
    heard = heard.slice(one.length)
    return one.trimEnd()
  }
  const talk: SmtpTalk = {
    socket,
    write: (bytes) => void socket.write(bytes),
    reply,
    say: (command) => {
      socket.write(`${command}\r\n`)
      return reply()
    },
    closed: async () => {
      await until(() => over)
      return heard
    },
    end: () => void socket.destroy(),
  }
  return talk
}

/** Greeting, EHLO, MAIL and one RCPT; the next thing to say is DATA. */
export async function readyForData(port: number, recipient = 'help@desk.example'): Promise<SmtpTalk> {
  const talk = await talkSmtp(port)
  await talk.reply()
  await talk.say('EHLO client.example')
  await talk.say('MAIL FROM:<kari@kunde.example>')
  await talk.say(`RCPT TO:<${recipient}>`)
  return talk
}

export interface TestListener {
  port: number
  arrivals: Arrival[]
  /** Resolves when that many mails have arrived. */
  arrived(count: number): Promise<Arrival[]>
  /** Put in place of the storing, to defer or refuse. */
  answer: { receive: Receive | null }
  listener: SmtpListener
  close(): Promise<void>
}

export async function startTestListener(overrides: Partial<SmtpListenerOptions> = {}): Promise<TestListener> {
  const arrivals: Arrival[] = []
  const watchers: (() => void)[] = []
  const answer: { receive: Receive | null } = { receive: null }
  const listener = await startSmtpListener({
    host: '127.0.0.1',
    port: 0,
    name: 'desk.example',
    isOurs: async (address) => address.toLowerCase().endsWith('@desk.example'),
    verifySender: async () => ({ verdict: 'unknown', detail: 'not asked in this test' }),
    now: () => new Date('2026-03-02T09:00:00Z'),
    log: silent,
    receive: async (arrival) => {
      if (answer.receive) return answer.receive(arrival)
      arrivals.push(arrival)
      for (const watcher of watchers.splice(0)) watcher()
      return { taken: 'stored' }
    },
    ...overrides,
  })
  const arrived = async (count: number) => {
    while (arrivals.length < count) await new Promise<void>((resolve) => watchers.push(resolve))
    return arrivals
  }
  return { port: listener.port, arrivals, arrived, answer, listener, close: () => listener.close() }
}

/** A certificate for localhost, made on the spot; null where there is no openssl. */
export function makeCertificate(): { key: string; cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
  try {
    const key = join(folder, 'key.pem')
    const cert = join(folder, 'cert.pem')
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    const subject = ['-subj', '/CN=localhost', '-days', '2', '-keyout', key, '-out', cert]
    execFileSync('openssl', [...request, ...subject], { stdio: 'ignore' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw thrown
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
