import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Received {
  /** How often it was accepted, whether or not the desk lived to hear the yes. */
  copies: number
  /** Of the bytes of each copy: one mail composes to the same bytes every time. */
  hashes: Set<string>
  text: string
}

export interface ReceivingServer {
  url: string
  /** By Message-ID, without the angle brackets. */
  mails: Map<string, Received>
  close(): Promise<void>
}

/** The mail server of the rest of the world: takes everything, and writes down what it took. */
export async function startReceivingServer(): Promise<ReceivingServer> {
  const mails = new Map<string, Received>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        const text = raw.toString('latin1')
        const id = /^message-id:\s*<([^>]+)>/im.exec(text)?.[1] ?? `without/${mails.size}`
        const known = mails.get(id) ?? { copies: 0, hashes: new Set<string>(), text }
        known.copies++
        known.hashes.add(createHash('sha256').update(raw).digest('hex'))
        mails.set(id, known)
        done()
      })
    },
  })
  // A desk that was killed in the middle of a sentence.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
