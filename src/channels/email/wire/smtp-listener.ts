import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { NotNow, type Receive } from '../../channel.ts'
import { demandCrlf } from './strict-line-endings.ts'
import { type ByteBudget, takeData } from './take-data.ts'
import type { VerifySender } from './verify-sender.ts'
import { type WireLog, wordsOf } from './wire-log.ts'

export interface SmtpLimits {
  /** At the same time, in all; more are answered 421. */
  connections: number
  /** At the same time, from one address. */
  connectionsPerAddress: number
  recipients: number
  /** Refused recipients in one session before the line is cut: stops address guessing. */
  refusedRecipients: number
  /** Silence before the line is cut, milliseconds. RFC 5321 §4.5.3.2.7 asks for five minutes. */
  idleMs: number
  /** From DATA to the final dot, milliseconds: a sender that dribbles can't hold memory for longer. */
  dataMs: number
  /** A whole session, milliseconds; never cuts a running DATA. */
  sessionMs: number
  /** How long `close` lets a running DATA finish, milliseconds. */
  closeMs: number
  /** Bytes that all mails being received may hold in memory together. */
  bytesInFlight: number
}

const SMTP_LIMITS: SmtpLimits = {
  connections: 200,
  connectionsPerAddress: 50,
  recipients: 100,
  refusedRecipients: 20,
  idleMs: 5 * 60_000,
  dataMs: 10 * 60_000,
  sessionMs: 30 * 60_000,
  closeMs: 10_000,
  bytesInFlight: 256 * 1024 * 1024,
}

export interface SmtpListenerOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  /** The name in the greeting: the host name the MX record points at. */
  name: string
  /** Largest mail taken, in bytes; 25 MiB when absent. */
  maxBytes?: number
  /** Whether mail to this address (plus-parts kept) is for one of our inboxes. May throw NotNow. */
  isOurs: (address: string) => Promise<boolean>
  receive: Receive
  verifySender: VerifySender
  /** PEM. Without it STARTTLS is not offered. */
  tls?: { key: string | Buffer; cert: string | Buffer }
  now: () => Date
  log: WireLog
  limits?: Partial<SmtpLimits>
}

export interface SmtpListener {
  port: number
  /** Takes no more connections, answers 421 to the open ones, lets a running DATA finish within `closeMs`. */
  close(): Promise<void>
}

const MEBIBYTE = 1024 * 1024

/** A reply in the form that smtp-server expects from its handlers: code, then enhanced status (RFC 3463) and words. */
function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}

/**
 * Løfte's own front door for mail: takes mail for our inboxes from anybody and relays for nobody. A mail is answered
 * 250 only after `receive` has stored it; whatever happens before that leaves it with the sender.
 * Rejects when the port can't be had (EADDRINUSE, EACCES).
 */
export async function startSmtpListener(options: SmtpListenerOptions): Promise<SmtpListener> {
  const { isOurs, log, now, receive, verifySender } = options
  const maxBytes = options.maxBytes ?? 25 * MEBIBYTE
  const limits = { ...SMTP_LIMITS, ...options.limits }
  const budget: ByteBudget = { used: 0, limit: Math.max(limits.bytesInFlight, maxBytes) }
  const sockets = new Set<Socket>()
  const refusedRecipients = new Map<string, number>()
  const sessionTimers = new Map<string, NodeJS.Timeout>()
  let closing = false

  const find = (session: SMTPServerSession): SMTPConnection | undefined =>
    [...server.connections].find((connection) => connection.id === session.id)

  /** Says why, ends the line, and makes sure that what had been read of a mail is thrown away at once. */
  const cutOff = (connection: SMTPConnection, code: number, words: string) => {
    connection.send(code, words)
    connection.close()
    if (connection._dataStream) connection._dataStream.destroy(new Error(words))
  }

  const welcome = (session: SMTPServerSession, done: (err?: Error | null) => void) => {
    const connection = find(session)
    if (!connection) return done(reply(421, '4.3.2 Please connect again'))
    const fromThere = [...server.connections].filter((other) => other.remoteAddress === session.remoteAddress).length
    if (fromThere > limits.connectionsPerAddress) {
      return done(reply(421, '4.7.0 Too many connections from your address, please try again in a minute'))
    }
    // Replies of ours carry their own enhanced status code; without this the library would put a second in front.
    const send = connection.send
    connection.send = (code, data, context) => {
      const coded = typeof data === 'string' && /^[245]\.\d{1,3}\.\d{1,3} /.test(data)
      Reflect.apply(send, connection, [code, data, coded ? false : context])
    }
    demandCrlf(connection, () => {
      const inData = Boolean(connection._dataStream)
      log.warn({ session: session.id, peer: session.remoteAddress, inData }, 'refused a bare CR or LF')
      if (inData) cutOff(connection, 554, '5.6.11 A line must end with CR LF; nothing of this mail was taken')
      else cutOff(connection, 500, '5.5.2 A command must end with CR LF')
    })
    const endSession = () => {
      if (connection._dataStream) sessionTimers.get(session.id)?.refresh()
      else cutOff(connection, 421, '4.4.2 This session has lasted long enough, please connect again')
    }
    sessionTimers.set(session.id, setTimeout(endSession, limits.sessionMs).unref())
    done()
  }

  const checkRecipient = async (address: string, session: SMTPServerSession): Promise<Error | null> => {
    try {
      if (await isOurs(address)) return null
    } catch (thrown) {
      log.error({ session: session.id, error: wordsOf(thrown) }, 'could not look up a recipient')
      return reply(451, '4.3.0 We cannot look up that address right now, please try again later')
    }
    const refused = (refusedRecipients.get(session.id) ?? 0) + 1
    refusedRecipients.set(session.id, refused)
    if (refused > limits.refusedRecipients) return reply(421, '4.7.0 Too many unknown recipients, please connect again')
    return reply(550, '5.1.1 There is no inbox with that address here')
  }

  /** Resolves to our queue id once the mail is stored, to the reply that refuses it, or to null when nobody listens. */
  const takeMail = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string | Error | null> => {
    const connection = find(session)
    // Copied now: a mail that is cut off resets the envelope while we still hold it.
    const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
    const recipients = session.envelope.rcptTo.map((recipient) => recipient.address)
    const queueId = `${session.id}/${session.transaction}`
    const peer = {
      address: session.remoteAddress,
      helo: session.hostNameAppearsAs || '',
      encrypted: session.secure,
    }
    const tooSlow = setTimeout(() => {
      if (connection) cutOff(connection, 421, '4.4.2 The mail took too long to arrive; nothing of it was taken')
    }, limits.dataMs)
    const { taken, release } = takeData(stream, maxBytes, budget)
    try {
      const data = await taken
      clearTimeout(tooSlow)
      if (data.state === 'broken-off') return null
      if (data.state === 'too-large') return reply(552, `5.3.4 A mail may be at most ${maxBytes} bytes long`)
      if (data.state === 'no-room') return reply(452, '4.3.1 Too much mail at once, please try again later')
      const trust = await verifySender({ raw: data.raw, peer, sender })
      const sourceKey = `smtp/${queueId}`
      await receive({ raw: data.raw, via: 'smtp', sourceKey, recipients, sender, peer, trust, receivedAt: now() })
      return queueId
    } catch (thrown) {
      if (thrown instanceof NotNow) return reply(452, `4.3.1 ${thrown.message}; please try again later`)
      log.error({ session: session.id, error: wordsOf(thrown) }, 'could not store a mail')
      return reply(451, '4.3.0 The mail could not be stored, please try again later')
    } finally {
      clearTimeout(tooSlow)
      release()
    }
  }

  const disabledCommands = ['AUTH', 'WIZ', 'SHELL', 'KILL', ...(options.tls ? [] : ['STARTTLS'])]
  const server = new SMTPServer({
    ...options.tls,
    name: options.name,
    size: maxBytes,
    disabledCommands,
    authOptional: true,
    hideENHANCEDSTATUSCODES: false,
    // The greeting must not wait for, or depend on, somebody's reverse DNS.
    disableReverseLookup: true,
    logger: false,
    maxClients: limits.connections,
    maxRecipients: limits.recipients,
    maxCommandLength: 4096,
    socketTimeout: limits.idleMs,
    closeTimeout: limits.closeMs,
    onConnect: welcome,
    onRcptTo: (address, session, done) => void checkRecipient(address.address, session).then(done),
    onData: (stream, session, done) => {
      void takeMail(stream, session).then((result) => {
        if (result === null) return
        if (typeof result === 'string') done(null, `2.0.0 Stored as ${result}`)
        else done(result)
        const connection = closing ? find(session) : undefined
        if (connection) setImmediate(() => connection.send(421, '4.3.2 We are closing, please connect again later'))
      })
    },
    onClose: (session) => {
      clearTimeout(sessionTimers.get(session.id))
      sessionTimers.delete(session.id)
      refusedRecipients.delete(session.id)
    },
  })
  // A peer that vanishes, a failed TLS handshake: theirs to retry, never ours to die of.
  server.on('error', (error) => log.info({ error: wordsOf(error) }, 'an SMTP connection ended badly'))
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })

  const close = async () => {
    closing = true
    const ended = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const connection of [...server.connections]) {
      if (!connection._dataStream) cutOff(connection, 421, '4.3.2 We are closing, please connect again later')
    }
    await ended
    for (const socket of sockets) socket.destroy()
  }
  return { port: (server.server.address() as AddressInfo).port, close }
}
