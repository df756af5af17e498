import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it stood in the customer's mailbox. */
export interface Letter {
  /** The addresses of the envelope. */
  to: string[]
  raw: string
  /** A header, unfolded; '' when there is none. */
  header(name: string): string
}

export interface Outside {
  url: string
  port: number
  letters: readonly Letter[]
  /** Addresses nobody has there: they are refused by name. */
  unknown: Set<string>
  /** The first letter that fits, of those that have come and those to come. */
  letter(fits: (letter: Letter) => boolean): Promise<Letter>
  close(): Promise<void>
}

/** The mail server of the rest of the world, in this process: what arrives there has really left the desk. */
export async function openOutside(): Promise<Outside> {
  const letters: Letter[] = []
  const unknown = new Set<string>()
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onRcptTo({ address }, _, done) {
      const refusal = Object.assign(new Error('5.1.1 Nobody here has that address'), { responseCode: 550 })
      done(unknown.has(address) ? refusal : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        letters.push(letterOf(to, Buffer.concat(chunks).toString('latin1')))
        done()
        for (const look of waiting) look()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    letters,
    unknown,
    letter: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = letters.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function letterOf(to: string[], raw: string): Letter {
  const [head = ''] = raw.split('\r\n\r\n', 1)
  const fields = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const header = (name: string) =>
    fields
      .find((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  return { to, raw, header }
}
