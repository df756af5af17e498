import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'

export interface Dovecot {
  port: number
  user: string
  password: string
  /** Puts a mail into a folder (INBOX when absent), as a delivery at that time (now) would. Gives its UID. */
  deliver(raw: string | Uint8Array, folder?: string, at?: Date): Promise<number>
  /** What is in a folder now, lowest UID first. */
  list(folder?: string): Promise<{ uid: number; flags: string[] }[]>
  remove(uid: number, folder?: string): Promise<void>
  createFolder(folder: string): Promise<void>
  /** Makes the server forget its UIDs, as a restored backup does: the same mails get new ones. */
  resetUidValidity(folder?: string): Promise<void>
  /** Cuts every line there is, as a restart does, and comes back on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const USER = 'help@desk.example'
const PASSWORD = 'en hemmelighet 123'

/** Why tests against Dovecot are skipped here; null when they are not. Named in the test, so that it is counted. */
export const dovecotMissing: string | null = (() => {
  const where = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((path) => existsSync(path))
  if (!where) return 'Dovecot is not installed'
  const version = execFileSync(where, ['--version'], { encoding: 'utf8' })
  // 2.4 reads another configuration language.
  return version.startsWith('2.3.') ? null : `Dovecot ${version.trim()} is not 2.3`
})()

/** As root, mail is kept by the system's unprivileged user, because Dovecot opens no mailbox for root. */
function mailOwner(): { uid: number; gid: number; name: string } {
  const me = userInfo()
  if (me.uid !== 0) return { uid: me.uid, gid: me.gid, name: me.username }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g'), name: 'nobody' }
}

function configuration(folder: string, port: number): string {
  const { uid, gid, name } = mailOwner()
  const asRoot = userInfo().uid === 0
  const group = execFileSync('id', ['-gn', name], { encoding: 'utf8' }).trim()
  const internal = asRoot
    ? ''
    : `default_internal_user = ${name}\ndefault_login_user = ${name}\ndefault_internal_group = ${group}`
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
first_valid_uid = 1
${internal}
mail_location = maildir:${folder}/mail
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
# Tests fail to sign in on purpose; without these the next sign-in from the same address would be made to wait.
auth_failure_delay = 0
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`
}

async function freePort(): Promise<number> {
  const server: Server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Resolves when something greets on that port; rejects when Dovecot ends first. */
async function greeted(port: number, master: ChildProcess, errors: () => string): Promise<void> {
  for (;;) {
    if (master.exitCode !== null) throw new Error(`Dovecot did not start: ${errors()}`)
    const socket = connect(port, '127.0.0.1')
    const heard = await Promise.race([
      once(socket, 'data').then(
        () => true,
        () => false,
      ),
      once(socket, 'close').then(
        () => false,
        () => false,
      ),
    ])
    socket.destroy()
    if (heard) return
    await sleep(20)
  }
}

/** A Dovecot of one's own in a temporary folder, for one test file; null where there is none (see dovecotMissing). */
export async function startDovecot(): Promise<Dovecot | null> {
  if (dovecotMissing) return null
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'))
  const owner = mailOwner()
  for (const name of ['run', 'state', 'mail', 'home']) mkdirSync(join(folder, name))
  chmodSync(folder, 0o755)
  for (const name of ['mail', 'home']) chownSync(join(folder, name), owner.uid, owner.gid)
  const port = await freePort()
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port))
  writeFileSync(join(folder, 'users'), `${USER}:{PLAIN}${PASSWORD}::::::\n`)

  let errors = ''
  const launch = async () => {
    const started = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    started.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    await greeted(port, started, () => errors)
    return started
  }
  let master = await launch()
  // The whole group at once: workers would otherwise serve their lines to the end. Nothing outlives the tests either.
  const killAll = () => {
    if (master.exitCode === null && master.signalCode === null && master.pid) process.kill(-master.pid, 'SIGKILL')
  }
  process.once('exit', killAll)
  const end = async () => {
    const exited = once(master, 'exit')
    killAll()
    await exited
  }

  const withClient = async <T>(run: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const auth = { user: USER, pass: PASSWORD }
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false, disableAutoIdle: true })
    await client.connect()
    try {
      return await run(client)
    } finally {
      await client.logout()
    }
  }
  return {
    port,
    user: USER,
    password: PASSWORD,
    deliver: (raw, where = 'INBOX', at) =>
      withClient(async (client) => {
        const appended = await client.append(where, Buffer.from(raw), [], at)
        return appended ? (appended.uid ?? 0) : 0
      }),
    list: (where = 'INBOX') =>
      withClient(async (client) => {
        await client.mailboxOpen(where, { readOnly: true })
        const found = await client.fetchAll('1:*', { uid: true, flags: true }, { uid: true })
        return found.map(({ uid, flags }) => ({ uid, flags: [...(flags ?? [])].filter((flag) => flag !== '\\Recent') }))
      }),
    remove: (uid, where = 'INBOX') =>
      withClient(async (client) => {
        await client.mailboxOpen(where)
        await client.messageDelete(String(uid), { uid: true })
      }),
    createFolder: (where) =>
      withClient(async (client) => {
        await client.mailboxCreate(where)
      }),
    resetUidValidity: async (where = 'INBOX') => {
      await end()
      const maildir = where === 'INBOX' ? join(folder, 'mail') : join(folder, 'mail', `.${where}`)
      for (const name of readdirSync(maildir)) {
        if (/^dovecot(?:\.index.*|-uidlist)$/.test(name)) rmSync(join(maildir, name))
      }
      master = await launch()
    },
    restart: async () => {
      await end()
      master = await launch()
    },
    stop: async () => {
      await end()
      process.off('exit', killAll)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
