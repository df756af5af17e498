import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The settings of one process, read once. The only file that touches process.env. */
export interface Env {
  /** Address to serve on. */
  host: string
  port: number
  /** Public base, without a trailing slash; links in mail start with it. */
  url: string
  /** Database, files and keys live here. */
  dataFolder: string
  /** Absent: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Absent: made once and kept in the data folder. */
  secret: string | null
  /** Port of the SMTP listener; 0 is off. */
  smtpPort: number
  /** Name the listener greets with and receipts are stamped by. */
  smtpName: string | null
  /** PEM files for STARTTLS; both or none. */
  smtpTlsKey: string | null
  smtpTlsCert: string | null
  /** Absent: outgoing mail is held. */
  smtpUrl: string | null
  /**
   * Seconds that a mail in the hands of a dead process rests before it goes out again: its last words may still be under way,
   * and a second copy is worse than a wait.
   */
  resendAfter: number
  role: 'all' | 'serve' | 'worker'
  logLevel: string
  /** Names of LOFTE_* variables nobody reads: most likely a slip of the pen. */
  unknown: string[]
}

/** A setting can't be used as written; the message is a sentence for the person who set it. */
export class BadSetting extends Error {
  override name = 'BadSetting'
}

const known = new Set([
  'LOFTE_URL',
  'LOFTE_DATA',
  'LOFTE_SECRET',
  'LOFTE_SMTP_PORT',
  'LOFTE_SMTP_NAME',
  'LOFTE_SMTP_TLS_KEY',
  'LOFTE_SMTP_TLS_CERT',
  'LOFTE_ROLE',
  'LOFTE_RESEND_AFTER',
  // Marked points of the crash tests; see tests/faults.
  'LOFTE_CRASH_AT',
])

/**
 * Reads the environment. `NAME_FILE` names a file that holds the value, for container secrets.
 * @throws BadSetting with a sentence that names the variable.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const get = (name: string): string | null => {
    const value = source[name]
    if (value !== undefined && value !== '') return value
    const file = source[`${name}_FILE`]
    if (!file) return null
    try {
      return readFileSync(file, 'utf8').trim()
    } catch (error) {
      throw new BadSetting(`${name}_FILE names ${file}, which can't be read: ${(error as Error).message}.`)
    }
  }
  const port = (name: string, otherwise: number): number => {
    const value = get(name)
    if (value === null) return otherwise
    const number = Number(value)
    if (!Number.isInteger(number) || number < 0 || number > 65535) {
      throw new BadSetting(`${name} must be a port number from 0 to 65535, not "${value}".`)
    }
    return number
  }
  const host = get('HOST') ?? '127.0.0.1'
  const httpPort = port('PORT', 3000)
  const url = (get('LOFTE_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${httpPort}`).replace(/\/+$/, '')
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new BadSetting(`LOFTE_URL must be an http or https address, not "${url}".`)
  }
  const role = get('LOFTE_ROLE') ?? 'all'
  if (role !== 'all' && role !== 'serve' && role !== 'worker') {
    throw new BadSetting(`LOFTE_ROLE must be all, serve or worker, not "${role}".`)
  }
  const smtpUrl = get('SMTP_URL')
  if (smtpUrl !== null && !(URL.canParse(smtpUrl) && /^smtps?:$/.test(new URL(smtpUrl).protocol))) {
    throw new BadSetting('SMTP_URL must look like smtp://user:password@host:587 or smtps://host:465.')
  }
  const resendAfter = Number(get('LOFTE_RESEND_AFTER') ?? 30)
  if (!Number.isInteger(resendAfter) || resendAfter < 0 || resendAfter > 86_400) {
    throw new BadSetting(`LOFTE_RESEND_AFTER must be whole seconds, at most a day, not "${get('LOFTE_RESEND_AFTER')}".`)
  }
  const databaseUrl = get('DATABASE_URL')
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new BadSetting('DATABASE_URL must look like postgres://user:password@host:5432/name.')
  }
  return {
    host,
    port: httpPort,
    url,
    dataFolder: resolve(get('LOFTE_DATA') ?? './data'),
    databaseUrl,
    secret: get('LOFTE_SECRET'),
    smtpPort: port('LOFTE_SMTP_PORT', 2525),
    smtpName: get('LOFTE_SMTP_NAME'),
    smtpTlsKey: get('LOFTE_SMTP_TLS_KEY'),
    smtpTlsCert: get('LOFTE_SMTP_TLS_CERT'),
    smtpUrl,
    resendAfter,
    role,
    logLevel: get('LOG_LEVEL') ?? 'info',
    unknown: Object.keys(source).filter(
      (name) => name.startsWith('LOFTE_') && !known.has(name) && !known.has(name.replace(/_FILE$/, '')),
    ),
  }
}

/** Whether a person looking for a fault wants to see where it came from; asked when settings may be what is wrong. */
export function wantsTraces(): boolean {
  return process.env.LOG_LEVEL === 'debug'
}

/** The marked point at which a crash test kills this process; null in ordinary life. */
export function crashPoint(): string | null {
  return process.env.LOFTE_CRASH_AT ?? null
}
