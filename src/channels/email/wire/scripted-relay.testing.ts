import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface HandedOver {
  from: string
  to: string[]
  raw: Buffer
  /** Which connection it came over. */
  session: string
}

/** Replies to give instead of "yes", by recipient or for the whole mail; each is `code words`, like `550 5.1.1 No`. */
export interface Script {
  connect?: string
  sender?: string
  recipients?: Record<string, string>
  data?: string
  /** Holds the answer to this mail back until the promise settles. */
  hold?: (mail: HandedOver) => Promise<void>
  /** Cuts the line instead of answering DATA. */
  hangUp?: boolean
}

export interface ScriptedRelay {
  port: number
  mails: HandedOver[]
  script: Script
  connections: () => number
  /** Cuts every line there is; resolves when the far side has forgotten them. */
  cutLines(): Promise<void>
  close(): Promise<void>
}

function refusal(line: string | undefined): Error | null {
  if (line === undefined) return null
  return Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) })
}

/** The mail server on the far side, for tests: takes mail on loopback and answers by its script. */
export async function startScriptedRelay(options: SMTPServerOptions = {}): Promise<ScriptedRelay> {
  const mails: HandedOver[] = []
  const relay: ScriptedRelay = { port: 0, mails, script: {}, connections: () => opened, cutLines, close }
  let opened = 0
  const server = new SMTPServer({
    disableReverseLookup: true,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 50,
    onConnect: (_session, done) => {
      opened += 1
      done(refusal(relay.script.connect))
    },
    onMailFrom: (_address, _session, done) => done(refusal(relay.script.sender)),
    onRcptTo: (address, _session, done) => done(refusal(relay.script.recipients?.[address.address])),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
        const to = session.envelope.rcptTo.map((recipient) => recipient.address)
        const mail = { from, to, raw: Buffer.concat(chunks), session: session.id }
        await relay.script.hold?.(mail)
        if (relay.script.hangUp) {
          for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy()
          return
        }
        const refused = refusal(relay.script.data)
        if (!refused) mails.push(mail)
        done(refused, 'queued as far-side-1')
      })
    },
    ...options,
  })
  // Lines that break are part of the tests.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  relay.port = (server.server.address() as AddressInfo).port
  async function cutLines() {
    await Promise.all(
      [...server.connections].map((connection) => {
        const gone = once(connection._socket, 'close')
        connection._socket.destroy()
        return gone
      }),
    )
  }
  async function close() {
    for (const connection of [...server.connections]) connection._socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return relay
}
