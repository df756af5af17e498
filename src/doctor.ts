import { access, constants, statfs } from 'node:fs/promises'
import pg from 'pg'
import type { CliIo } from './core/cli.ts'
import { openDatabaseServer } from './core/database-server.ts'
import { readEnv } from './core/env.ts'
import { planMigrations } from './core/migrate.ts'

interface Finding {
  what: string
  ok: boolean
  words: string
}

/** Looks whether everything is well, and says what to do where it is not. Exit 3 when the desk could not serve. */
export async function doctor(io: CliIo): Promise<number> {
  const findings: Finding[] = []
  const env = readEnv()
  findings.push({
    what: 'settings',
    ok: env.unknown.length === 0,
    words: env.unknown.length === 0 ? 'understood' : `unknown: ${env.unknown.join(', ')}`,
  })
  const server = await openDatabaseServer({ env, kind: 'command', say: io.say })
  try {
    await access(env.dataFolder, constants.W_OK)
    const disk = await statfs(env.dataFolder)
    const freeGb = (disk.bavail * disk.bsize) / 1024 ** 3
    findings.push({ what: 'disk', ok: freeGb > 1, words: `${freeGb.toFixed(1)} GB free in ${env.dataFolder}` })
    const pending = await planMigrations(server.url)
    findings.push({
      what: 'database',
      ok: pending.length === 0,
      words: pending.length === 0 ? 'up to date' : `${pending.length} migrations to run: lofte migrate`,
    })
    if (pending.length === 0) findings.push(...(await lookAtPost(server.url)))
    findings.push({
      what: 'outgoing mail',
      ok: true,
      words: env.smtpUrl ? 'SMTP_URL is set' : 'SMTP_URL is not set: mail is held and nothing leaves',
    })
  } finally {
    await server.close()
  }
  const well = findings.every((finding) => finding.ok)
  io.data(
    { ok: well, findings },
    findings.map(({ ok, what, words }) => `${ok ? 'ok  ' : 'LOOK'} ${what}: ${words}`).join('\n'),
  )
  return well ? 0 : 3
}

async function lookAtPost(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ waiting: number; quarantined: number; failed: number; twice: number }>(`
      select (select count(*)::int from inbound where state = 'received' and received_at < now() - interval '5 minutes') as waiting,
        (select count(*)::int from inbound where state = 'quarantined') as quarantined,
        (select count(*)::int from outgoing where state = 'failed') as failed,
        (select count(*)::int from outgoing where perhaps_twice > 0) as twice`)
    const found = rows[0] ?? { waiting: 0, quarantined: 0, failed: 0, twice: 0 }
    return [
      {
        what: 'mail in',
        ok: found.waiting === 0,
        words:
          found.waiting === 0 ? 'nothing waits' : `${found.waiting} mails wait to be read for more than five minutes`,
      },
      { what: 'quarantine', ok: true, words: `${found.quarantined} mails` },
      { what: 'mail out', ok: true, words: `${found.failed} failed, ${found.twice} perhaps sent twice` },
    ]
  } finally {
    await client.end()
  }
}
