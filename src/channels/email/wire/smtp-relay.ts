import { setTimeout as sleep } from 'node:timers/promises'
import { domainToASCII } from 'node:url'
import type { NodemailerError } from 'nodemailer/lib/errors.js'
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import type { Departure, Outcome, Send } from '../../channel.ts'
import { openRelayConnection, type RelayConnection } from './relay-connections.ts'
import { type RelayAddress, RelayUrlRefused, readRelayUrl } from './relay-url.ts'
import { type RelayProblem, relayProblem, replyWords, statusOf } from './relay-words.ts'
import type { WireLog } from './wire-log.ts'

export type RelayCheck = { ok: true } | { ok: false; problem: RelayProblem; words: string }

export interface Relay {
  send: Send
  /** Connects and signs in without sending anything. */
  verify(): Promise<RelayCheck>
  close(): Promise<void>
}

export interface RelayOptions {
  now: () => Date
  log: WireLog
  /** How long any one step may take in silence, milliseconds; one minute when absent. */
  timeoutMs?: number
  /** At the same time; further mails wait for a free one. */
  connections?: number
  /** What we call ourselves in EHLO; the machine's name when absent. */
  name?: string
}

/** An idle connection older than this is not trusted to stand any more. */
const IDLE_MS = 20_000
/** RFC 5321 §3.8: 421 means the service is closing; the next try should leave it time to come back. */
const CLOSING_RETRY_SECONDS = 300

function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = at === -1 ? '' : domainToASCII(address.slice(at + 1))
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`
}

function deferral(recipient: string, detail: string, error: NodemailerError): Outcome {
  const deferred: Outcome = { recipient, state: 'deferred', detail }
  return error.responseCode === 421 ? { ...deferred, retryAfterSeconds: CLOSING_RETRY_SECONDS } : deferred
}

function outcomeOf(recipient: string, error: NodemailerError): Outcome {
  if (error.responseCode && error.responseCode >= 500 && error.responseCode !== 503) {
    return { recipient, state: 'failed', detail: replyWords(error), status: statusOf(error) }
  }
  if (!error.responseCode && error.code === 'EENVELOPE') {
    const detail = `The outgoing mail server cannot be given this address: ${error.message}`
    return { recipient, state: 'failed', detail, status: '5.1.3' }
  }
  if (!error.responseCode && error.code === 'EMESSAGE') {
    const detail = `The mail is too large for the outgoing mail server: ${error.message}`
    return { recipient, state: 'failed', detail, status: '5.3.4' }
  }
  const detail = error.responseCode ? replyWords(error) : relayProblem(error).words
  return deferral(recipient, detail, error)
}

/** Each recipient's fate from what one attempt ended with, in the order the recipients were given. */
function outcomes(
  departure: Departure,
  ended: { info: SMTPConnectionSendInfo } | { error: NodemailerError },
): Outcome[] {
  const rejected = 'info' in ended ? ended.info.rejectedErrors : ended.error.rejectedErrors
  const errors = new Map((rejected ?? []).map((error) => [error.recipient, error]))
  return departure.recipients.map((recipient) => {
    const own = errors.get(asciiAddress(recipient))
    if (own) return outcomeOf(recipient, own)
    if ('error' in ended) return outcomeOf(recipient, ended.error)
    return { recipient, state: 'sent', detail: ended.info.response }
  })
}

/**
 * Hands mail to the one server that carries it on (SMTP_URL). The bytes go out as given (dots stuffed), the envelope
 * is what the departure says, and every recipient's fate comes back by itself. `send` never rejects: a relay that
 * can't be reached, refuses our password or hangs up means "deferred" for everyone, since none of that is about them.
 * A line that breaks after the final dot is deferred too; whether that mail arrived can't be known from here.
 * Throws RelayUrlRefused when the URL can't be used.
 */
export function createRelay(smtpUrl: string, options: RelayOptions): Relay {
  const address = readRelayUrl(smtpUrl)
  const { log, now } = options
  const timeoutMs = options.timeoutMs ?? 60_000
  const most = options.connections ?? 5
  const idle: { connection: RelayConnection; since: number; timer: NodeJS.Timeout }[] = []
  const open = new Set<RelayConnection>()
  const queue: (() => void)[] = []
  let busy = 0
  let closed = false

  const drop = (connection: RelayConnection) => {
    open.delete(connection)
    connection.close()
  }
  const takeIdle = async (): Promise<RelayConnection | null> => {
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      clearTimeout(kept.timer)
      const { connection } = kept
      if (connection.isUsable() && now().getTime() - kept.since < IDLE_MS) {
        const stands = await connection.reset().then(
          () => true,
          () => false,
        )
        if (stands) return connection
      }
      drop(connection)
    }
    return null
  }
  const keep = (connection: RelayConnection) => {
    if (closed || !connection.isUsable()) return drop(connection)
    const entry = { connection, since: now().getTime(), timer: setTimeout(() => giveUp(), IDLE_MS).unref() }
    const giveUp = () => {
      idle.splice(idle.indexOf(entry), 1)
      drop(connection)
    }
    idle.push(entry)
  }

  const handOver = async (departure: Departure): Promise<Outcome[]> => {
    let connection: RelayConnection
    try {
      connection = (await takeIdle()) ?? (await openRelayConnection(address, timeoutMs, options.name))
      open.add(connection)
    } catch (thrown) {
      const error = thrown as NodemailerError
      const { problem, words } = relayProblem(error)
      log.error({ problem, code: error.code, responseCode: error.responseCode }, 'the outgoing mail server is no use')
      return departure.recipients.map((recipient) => deferral(recipient, words, error))
    }
    try {
      const envelope = {
        from: departure.sender === '' ? '' : asciiAddress(departure.sender),
        to: departure.recipients.map(asciiAddress),
        size: departure.raw.byteLength,
      }
      const info = await connection.send(envelope, departure.raw)
      keep(connection)
      return outcomes(departure, { info })
    } catch (thrown) {
      const error = thrown as NodemailerError
      drop(connection)
      log.warn({ code: error.code, responseCode: error.responseCode, command: error.command }, 'a mail was not taken')
      return outcomes(departure, { error })
    }
  }

  const send: Send = async (departure) => {
    if (departure.recipients.length === 0) return []
    if (busy >= most) await new Promise<void>((resolve) => queue.push(resolve))
    else busy += 1
    try {
      if (closed) {
        return departure.recipients.map((recipient) => ({ recipient, state: 'deferred', detail: 'We are closing' }))
      }
      return await handOver(departure)
    } finally {
      // The place passes straight to the next in the queue, so that nobody can slip in between.
      const next = queue.shift()
      if (next) next()
      else busy -= 1
    }
  }

  const close = async () => {
    closed = true
    for (const { timer } of idle.splice(0)) clearTimeout(timer)
    for (const connection of open) drop(connection)
  }
  return { send, verify: () => check(address, timeoutMs, options.name), close }
}

async function check(address: RelayAddress, timeoutMs: number, name?: string): Promise<RelayCheck> {
  try {
    const connection = await openRelayConnection(address, timeoutMs, name)
    connection.close()
    return { ok: true }
  } catch (error) {
    return { ok: false, ...relayProblem(error as NodemailerError) }
  }
}

/** The live test in the settings: says within `timeoutMs` (15 s when absent) whether mail could leave this way. */
export async function testRelay(smtpUrl: string, timeoutMs = 15_000): Promise<RelayCheck> {
  try {
    const tooLong = sleep(timeoutMs, undefined, { ref: false }).then((): RelayCheck => {
      return { ok: false, problem: 'silent', words: 'The outgoing mail server does not answer in time' }
    })
    return await Promise.race([check(readRelayUrl(smtpUrl), timeoutMs), tooLong])
  } catch (error) {
    if (error instanceof RelayUrlRefused) return { ok: false, problem: 'address', words: error.message }
    throw error
  }
}
