import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export interface Exim {
  port: number
  /** The mails it has delivered, oldest first, as they lie in the mailbox. */
  delivered(): string[]
  stop(): Promise<void>
}

const program = '/usr/sbin/exim4'

/** Why tests against Exim are skipped here; null when they are not. */
export const eximMissing: string | null = !existsSync(program)
  ? 'Exim is not installed'
  : userInfo().uid === 0
    ? null
    : 'Exim starts for root or its own user only'

/** As root, Exim runs as the system's own user for it: with a configuration of one's own it gives root up anyway. */
function runner(): { uid: number; gid: number } | null {
  const me = userInfo()
  if (me.uid !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'Debian-exim'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

const configuration = (folder: string, port: number) => `
primary_hostname = mail.kunde.example
domainlist local_domains = kunde.example
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/exim.pid
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
deliver_drop_privilege = true
keep_environment =
begin acl
acl_rcpt:
  accept domains = +local_domains
         local_parts = soren : kari
  deny message = no such person here
       domains = +local_domains
  deny message = relay not permitted
acl_data:
  accept
begin routers
mailbox:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  create_directory
  return_path_add
`

/** The customer's own mail server: a real Exim with one mailbox, in a temporary folder. Knows soren and kari @kunde.example. */
export async function startExim(): Promise<Exim> {
  const folder = mkdtempSync(join(tmpdir(), 'exim-'))
  chmodSync(folder, 0o755)
  const as = runner()
  for (const name of ['spool', 'log', 'mail']) mkdirSync(join(folder, name))
  const port = await freePort()
  writeFileSync(join(folder, 'exim.conf'), configuration(folder, port))
  if (as) for (const name of ['', 'spool', 'log', 'mail']) chownSync(join(folder, name), as.uid, as.gid)
  const daemon = spawn(program, ['-C', join(folder, 'exim.conf'), '-bdf'], { stdio: 'ignore', ...(as ?? {}) })
  await greets(port, daemon)
  return {
    port,
    delivered() {
      const place = join(folder, 'mail', 'new')
      if (!existsSync(place)) return []
      return readdirSync(place)
        .sort()
        .map((name) => readFileSync(join(place, name), 'utf8'))
    },
    async stop() {
      daemon.kill('SIGTERM')
      if (daemon.exitCode === null) await once(daemon, 'exit')
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function greets(port: number, daemon: ChildProcess): Promise<void> {
  for (;;) {
    if (daemon.exitCode !== null) throw new Error('Exim did not start.')
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
  }
}
