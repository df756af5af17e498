import { contextFor, inTransaction, system } from './core/ctx.ts'
import { CannotStart } from './core/data-folder.ts'
import { openDatabaseServer } from './core/database-server.ts'
import { BadSetting, type Env, readEnv } from './core/env.ts'
import { CannotMigrate, migrate } from './core/migrate.ts'
import { makeSetupLink } from './desk/inboxes/make-setup-link.ts'
import { openHouse } from './house.ts'
import { startDesk } from './serve.ts'

/** Opens the desk and keeps it open until SIGINT or SIGTERM. Answers the exit code. */
export async function serve(changes: Partial<Env> = {}): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const stops: (() => Promise<void>)[] = []
  // Listened for from the very start: a signal in the middle of starting must not leave PostgreSQL behind.
  const told = toldToStop()
  try {
    const env = { ...readEnv(), ...changes }
    for (const name of env.unknown) say(`Løfte does not know ${name}; is it a slip of the pen?`)
    const server = await openDatabaseServer({ env, kind: 'server', say })
    stops.push(() => server.close())
    await migrate(server.url)
    const open = openHouse(env, server.url, await server.dataFolder.secret(env.secret))
    stops.push(() => open.database.close())
    const desk = await startDesk(open, server.url)
    stops.push(() => desk.stop())
    if (desk.url) {
      await server.announce(desk.url)
      process.stdout.write(`Løfte is ready at ${desk.url}\n`)
      const token = await inTransaction(contextFor(open.house, system), makeSetupLink)
      if (token) process.stdout.write(`Set it up here, once: ${desk.url}/setup?token=${token}\n`)
    } else process.stdout.write('Løfte is working.\n')
    await told
    say('Closing …')
    return 0
  } catch (error) {
    const words = plainly(error)
    if (words === null) throw error
    say(words)
    return 1
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

/** Faults of the start that a person can mend, in a sentence; null for the others. */
export function plainly(error: unknown): string | null {
  if (error instanceof CannotStart || error instanceof BadSetting || error instanceof CannotMigrate)
    return error.message
  const fault = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (fault.code === 'EADDRINUSE') {
    return `Port ${fault.port} on ${fault.address} is in use by another program. Stop that one, or choose another port with PORT or LOFTE_SMTP_PORT.`
  }
  if (fault.code === 'EACCES' && fault.port)
    return `Port ${fault.port} may not be used by this user. Choose one above 1023 with PORT or LOFTE_SMTP_PORT.`
  if (fault.code === 'EADDRNOTAVAIL')
    return `HOST names ${fault.address ?? 'an address'}, which this machine does not have.`
  if (fault.code === 'ECONNREFUSED' || fault.code === 'ENOTFOUND')
    return `The database named by DATABASE_URL does not answer (${fault.message}).`
  if (fault.code === '28P01' || fault.code === '28000')
    return 'The database named by DATABASE_URL does not accept that user or password.'
  if (fault.code === '3D000')
    return 'The database named by DATABASE_URL does not exist. Create it, empty, and start again.'
  return null
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve()
        // A second signal means: now.
        process.once(signal, () => process.exit(130))
      })
    }
  })
}

if (import.meta.main) {
  // Not awaited at the top: cli.ts imports this file, and each would wait for the other for ever.
  const begin = process.argv[2]
    ? import('./cli.ts').then(({ runCommand }) => runCommand(process.argv.slice(2)))
    : serve()
  begin.then((code) => {
    process.exitCode = code
  })
}
