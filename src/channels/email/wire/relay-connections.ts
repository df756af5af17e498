import type { NodemailerError } from 'nodemailer/lib/errors.js'
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import type { RelayAddress } from './relay-url.ts'

export interface RelayConnection {
  send(envelope: { from: string; to: string[]; size: number }, raw: Uint8Array): Promise<SMTPConnectionSendInfo>
  /** RSET: proves that the line still stands and clears the last envelope. */
  reset(): Promise<void>
  isUsable(): boolean
  close(): void
}

/**
 * Opens one connection and signs in. Rejects with the library's own error (code, responseCode, response).
 * Whatever step is under way when the line breaks rejects: none can wait for ever.
 */
export async function openRelayConnection(
  address: RelayAddress,
  timeoutMs: number,
  name?: string,
): Promise<RelayConnection> {
  const connection = new SMTPConnection({
    ...address.connection,
    ...(name === undefined ? {} : { name }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketCloseTimeout: 1000,
    logger: false,
  })
  let usable = true
  let failure: Error | null = null
  const waiting = new Set<(error: Error) => void>()
  const fail = (error: Error) => {
    usable = false
    failure = error
    for (const reject of [...waiting]) reject(error)
  }
  connection.on('error', fail)
  connection.once('end', () => {
    usable = false
    const ended = Object.assign(new Error('the server closed the connection'), { code: 'ECONNECTION' })
    // The step under way may be about to hear a better reason (a 421), in this very turn: its own error goes first.
    setImmediate(() => fail(ended))
  })
  const step = <T>(run: (done: (error?: NodemailerError | null, result?: T) => void) => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (failure) return reject(failure)
      const settle = (finish: () => void) => {
        waiting.delete(reject)
        finish()
      }
      waiting.add(reject)
      run((error, result) => settle(() => (error ? reject(error) : resolve(result as T))))
    })

  const close = () => {
    usable = false
    connection.close()
  }
  try {
    await step<void>((done) => connection.connect((error) => done(error)))
    const { login } = address
    if (login) await step<boolean>((done) => connection.login({ credentials: login }, done))
  } catch (error) {
    close()
    throw error
  }
  return {
    send: ({ from, to, size }, raw) =>
      step<SMTPConnectionSendInfo>((done) =>
        connection.send({ from: from === '' ? false : from, to, size, use8BitMime: true }, Buffer.from(raw), done),
      ),
    reset: () => step<boolean>((done) => connection.reset(done)).then(() => undefined),
    isUsable: () => usable,
    close: () => {
      // Polite where the line still stands; nobody waits for the answer.
      if (usable) connection.quit()
      close()
    },
  }
}
