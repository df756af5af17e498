import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * A mail server in this process, on loopback, that says yes and throws the mail away: the story's mail is really handed over
 * and recorded as sent, and none of it can leave the machine. Addresses in `unknown` it refuses.
 */
export async function openMailTrap(unknown: readonly string[]): Promise<{ url: string; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(address, _, done) {
      const refused = unknown.includes(address.address)
      done(refused ? Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 }) : null)
    },
    onData(stream, _, done) {
      stream.on('end', () => done()).resume()
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
