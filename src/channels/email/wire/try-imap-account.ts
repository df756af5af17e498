import { setTimeout as sleep } from 'node:timers/promises'
import { connectImap, type ImapAccount } from './imap-connection.ts'
import { type ImapProblemCode, imapProblem, NoSuchFolder } from './imap-problem.ts'

export type ImapTrial =
  | { ok: true; folders: string[]; messages: number }
  | { ok: false; problem: ImapProblemCode; words: string }

/**
 * The live test in the settings: signs in, lists the folders, counts the mails in those the account names. Changes
 * nothing on the server. Answers within `timeoutMs` (15 s when absent) and never rejects.
 */
export async function testImapAccount(account: ImapAccount, timeoutMs = 15_000): Promise<ImapTrial> {
  const tooLong = sleep(timeoutMs, undefined, { ref: false }).then((): ImapTrial => {
    return { ok: false, problem: 'silent', words: `${account.host} does not answer in time` }
  })
  const trial = attempt(account, timeoutMs).catch((thrown: unknown): ImapTrial => {
    return { ok: false, ...imapProblem(thrown, account) }
  })
  return Promise.race([trial, tooLong])
}

async function attempt(account: ImapAccount, timeoutMs: number): Promise<ImapTrial> {
  const client = await connectImap(account, timeoutMs, timeoutMs)
  const late = setTimeout(() => client.close(), timeoutMs).unref()
  try {
    const folders = (await client.list()).filter((entry) => !entry.flags.has('\\Noselect')).map((entry) => entry.path)
    let messages = 0
    for (const folder of account.folders) {
      const known = folders.find((path) => path === folder || (path === 'INBOX' && /^inbox$/i.test(folder)))
      if (!known) throw new NoSuchFolder(folder)
      const status = await client.status(known, { messages: true })
      messages += status ? (status.messages ?? 0) : 0
    }
    await client.logout()
    return { ok: true, folders: folders.sort(), messages }
  } finally {
    clearTimeout(late)
    client.close()
  }
}
