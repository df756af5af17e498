import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { Receive } from '../../channel.ts'
import { connectImap, type ImapAccount } from './imap-connection.ts'
import { imapProblem, NoSuchFolder } from './imap-problem.ts'
import { type FolderCursors, type LeftBehind, type TakingRules, takeFolder } from './take-folder.ts'
import { type WireLog, wordsOf } from './wire-log.ts'

/** What a person sees about the mailbox. `detail` is a sentence; '' when there is nothing to say. */
export interface ImapState {
  state: 'connecting' | 'watching' | 'fetching' | 'waiting' | 'stopped'
  detail: string
  at: Date
}

export interface ImapAccountOptions {
  account: ImapAccount
  cursors: FolderCursors
  receive: Receive
  known?: (sha256: string) => Promise<boolean>
  /** The name with which the provider signs its Authentication-Results; null: nobody's word counts. */
  authservId: string | null
  afterTaking?: 'seen' | 'nothing' | { move: string }
  /** 50 MiB when absent. */
  maxBytes?: number
  pollSeconds?: number
  now: () => Date
  log: WireLog
  onState: (state: ImapState) => void
  onProblem?: (left: LeftBehind) => void
  /** First and longest wait after a failure, milliseconds; one second and five minutes when absent. */
  backOff?: { firstMs: number; mostMs: number }
  /** 0 ≤ x < 1; spreads the tries of many accounts. */
  random?: () => number
}

export interface WatchedImapAccount {
  /** Looks for new mail now; resolves when that look has ended, well or badly (`onState` says which). */
  check(): Promise<void>
  /** Lets the mail in hand be taken, then signs out. */
  stop(): Promise<void>
}

const MEBIBYTE = 1024 * 1024
const CONNECT_MS = 20_000

/**
 * Watches a mailbox for ever: IDLE on its first folder, a look at every folder at least each `pollSeconds`
 * (300 when absent), and again at once after a broken line, with waits that grow from one second to five minutes.
 * Where the password is refused the longest wait comes at once, lest the provider lock the account.
 * Never rejects or throws; everything that goes wrong is told by `onState`.
 */
export function startImapAccount(options: ImapAccountOptions): WatchedImapAccount {
  const { account, log, now, onState } = options
  const pollMs = (options.pollSeconds ?? 300) * 1000
  const backOff = options.backOff ?? { firstMs: 1000, mostMs: 5 * 60_000 }
  const random = options.random ?? Math.random
  const stopped = new AbortController()
  let failures = 0
  let alarm = new AbortController()
  let lookNow = false
  let askers: (() => void)[] = []
  const stopping = () => stopped.signal.aborted

  const rules: TakingRules = {
    account,
    cursors: options.cursors,
    receive: options.receive,
    known: options.known,
    authservId: options.authservId,
    afterTaking: options.afterTaking ?? 'seen',
    maxBytes: options.maxBytes ?? 50 * MEBIBYTE,
    onProblem: (left) => {
      log.warn({ account: account.id, folder: left.folder, uid: left.uid }, 'left a mail on its server')
      options.onProblem?.(left)
    },
    now,
    log,
    stopping,
  }

  const tell = (state: ImapState['state'], detail = '') => onState({ state, detail, at: now() })
  const wake = () => {
    lookNow = true
    alarm.abort()
  }
  /** Waits that long, or until something happens. */
  const rest = async (ms: number) => {
    if (!lookNow && !stopping()) {
      alarm = new AbortController()
      await sleep(ms, undefined, { signal: alarm.signal }).catch((thrown: unknown) => {
        if (!alarm.signal.aborted) throw thrown
      })
    }
    lookNow = false
  }
  const answerAskers = (asked: (() => void)[]) => {
    askers = askers.filter((asker) => !asked.includes(asker))
    for (const asker of asked) asker()
  }

  /** One look at every folder. Folders that are missing don't keep the others from being read. */
  const look = async (client: ImapFlow, unchanged: Map<string, string>): Promise<string> => {
    const missing: string[] = []
    for (const folder of account.folders) {
      if (stopping()) break
      try {
        const status = await client.status(folder, { uidNext: true, uidValidity: true })
        const mark = status ? `${status.uidValidity}/${status.uidNext}` : ''
        if (mark !== '' && unchanged.get(folder) === mark) continue
        tell('fetching', `Looking for new mail in ${folder}`)
        const taken = await takeFolder(client, folder, rules)
        if (taken > 0) log.info({ account: account.id, folder, taken }, 'took mail')
        // The mark was made before the look, so mail that came meanwhile changes it and is seen next time.
        if (!stopping()) unchanged.set(folder, mark)
      } catch (thrown) {
        if (!(thrown instanceof NoSuchFolder) && !isMissing(thrown)) throw thrown
        missing.push(new NoSuchFolder(folder).message)
      }
    }
    return missing.join('; ')
  }

  /** From connecting to the broken line; rejects with whatever ended it. */
  const session = async () => {
    tell('connecting', `Connecting to ${account.host}`)
    const client = await connectImap(account, CONNECT_MS, pollMs + 60_000, stopped.signal)
    client.on('exists', wake)
    client.on('close', wake)
    try {
      if (typeof rules.afterTaking === 'object') await client.mailboxCreate(rules.afterTaking.move)
      const unchanged = new Map<string, string>()
      while (!stopping()) {
        const asked = [...askers]
        const detail = await look(client, unchanged)
        failures = 0
        const [first] = account.folders
        if (first && client.usable && !stopping()) {
          if (!client.mailbox || client.mailbox.path !== first) await client.mailboxOpen(first).catch(ignoreMissing)
          // Ends by itself when the next command is given; a broken line is heard as 'close'.
          if (client.mailbox) {
            client.idle().catch((thrown: unknown) => log.info({ account: account.id }, `IDLE: ${wordsOf(thrown)}`))
          }
          tell('watching', detail)
        }
        answerAskers(asked)
        if (client.usable) await rest(pollMs)
        if (!client.usable && !stopping()) {
          throw Object.assign(new Error('the line broke'), { code: 'EConnectionClosed' })
        }
      }
    } finally {
      client.off('exists', wake)
      client.off('close', wake)
      if (stopping() && client.usable) await Promise.race([client.logout(), sleep(2000, undefined, { ref: false })])
      client.close()
    }
  }

  const watch = async () => {
    while (!stopping()) {
      const asked = [...askers]
      try {
        await session()
      } catch (thrown) {
        if (stopping()) break
        const { problem, words } = imapProblem(thrown, account)
        const patient = problem === 'password' || problem === 'sign-in-needed'
        const longest = patient ? backOff.mostMs : Math.min(backOff.mostMs, backOff.firstMs * 2 ** failures)
        failures += 1
        log.warn({ account: account.id, problem, failures }, words)
        tell('waiting', words)
        answerAskers(asked)
        // The line's own end must not cut the wait short; somebody who asked during the look may.
        lookNow = askers.length > 0
        await rest(longest * (0.5 + random() / 2))
      }
    }
    tell('stopped')
    answerAskers([...askers])
  }
  const watching = watch()

  return {
    check: () =>
      new Promise<void>((resolve) => {
        if (stopping()) return resolve()
        askers.push(resolve)
        wake()
      }),
    stop: async () => {
      stopped.abort()
      alarm.abort()
      await watching
    },
  }
}

function isMissing(thrown: unknown): boolean {
  const error = thrown as { mailboxMissing?: boolean; serverResponseCode?: string; code?: string }
  return error.mailboxMissing === true || error.serverResponseCode === 'NONEXISTENT' || error.code === 'NotFound'
}

function ignoreMissing(thrown: unknown): null {
  if (isMissing(thrown)) return null
  throw thrown
}
