import type { Arrival, Receive } from '../../channel.ts'
import type { Dovecot } from './dovecot.testing.ts'
import { type ImapAccountOptions, type ImapState, startImapAccount, type WatchedImapAccount } from './imap-account.ts'
import type { ImapAccount } from './imap-connection.ts'
import { silent } from './smtp-talk.testing.ts'
import type { FolderCursor, LeftBehind } from './take-folder.ts'

const running: WatchedImapAccount[] = []

/** Stops every account that `watch` started. */
export async function stopWatching(): Promise<void> {
  await Promise.all(running.splice(0).map((account) => account.stop()))
}

/** An account being watched, what it has done so far, and a way to wait for more. */
export interface Watch {
  account: WatchedImapAccount
  arrivals: Arrival[]
  states: ImapState[]
  cursors: Map<string, FolderCursor>
  left: LeftBehind[]
  answer: { receive: Receive | null }
  until(holds: () => boolean): Promise<void>
}

export function accountFor(dovecot: Dovecot, folder: string, changes: Partial<ImapAccount> = {}): ImapAccount {
  return {
    id: 'acc1',
    host: '127.0.0.1',
    port: dovecot.port,
    secure: 'none',
    user: dovecot.user,
    auth: { password: dovecot.password },
    folders: [folder],
    ...changes,
  }
}

export function watch(account: ImapAccount, changes: Partial<ImapAccountOptions> = {}): Watch {
  const arrivals: Arrival[] = []
  const states: ImapState[] = []
  const left: LeftBehind[] = []
  const cursors = new Map<string, FolderCursor>()
  const answer: { receive: Receive | null } = { receive: null }
  let happened: () => void = () => undefined
  const options: ImapAccountOptions = {
    account,
    cursors: {
      load: async (folder) => cursors.get(folder) ?? null,
      save: async (folder, cursor) => {
        cursors.set(folder, cursor)
        happened()
      },
    },
    receive: async (arrival) => {
      const received = answer.receive ? await answer.receive(arrival) : { taken: 'stored' as const }
      arrivals.push(arrival)
      happened()
      return received
    },
    authservId: null,
    pollSeconds: 300,
    now: () => new Date(),
    log: silent,
    backOff: { firstMs: 5, mostMs: 20 },
    onState: (state) => {
      states.push(state)
      happened()
    },
    onProblem: (problem) => left.push(problem),
    ...changes,
  }
  const started = startImapAccount(options)
  running.push(started)
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (happened = resolve))
  }
  return { account: started, arrivals, states, cursors, left, answer, until }
}
