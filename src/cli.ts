import { type CliCall, type CliCommand, type CliIo, Misused, readArguments } from './core/cli.ts'
import { contextFor, system } from './core/ctx.ts'
import { openDatabaseServer } from './core/database-server.ts'
import { readEnv, wantsTraces } from './core/env.ts'
import { migrate, planMigrations } from './core/migrate.ts'
import { Refusal } from './core/refusal.ts'

/** Where each noun's commands lie; loaded only when called, so that `lofte mail parse` never opens a database driver. */
const nouns: Record<string, () => Promise<{ commands: readonly CliCommand[] }>> = {
  setup: () => import('./desk/inboxes/cli.ts'),
  inbox: () => import('./desk/inboxes/cli.ts'),
  user: () => import('./desk/inboxes/cli.ts'),
  token: () => import('./desk/access/cli.ts'),
  mail: () => import('./desk/post/cli.ts'),
}

/** Runs one command. Answers its exit code: 0 ok, 1 failed, 2 usage, 3 not ready. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const [noun = 'help', ...rest] = argv
  const io = createIo(argv.includes('--json'))
  try {
    if (noun === 'serve' || noun === 'worker') {
      const { serve } = await import('./main.ts')
      return await serve(noun === 'worker' ? { role: 'worker' } : {})
    }
    if (noun === 'migrate') return await runMigrations(rest, io)
    if (noun === 'doctor') return await (await import('./doctor.ts')).doctor(io)
    if (noun === 'demo') return await (await import('./demo.ts')).demo()
    if (noun === 'help' || noun === '--help' || noun === '-h') return await help(io)
    const load = nouns[noun]
    if (!load) throw new Misused(`There is no "${noun}". Try: lofte help`)
    const { commands } = await load()
    const command = commands.find((each) => each.noun === noun && (each.verb === null || each.verb === rest[0]))
    if (!command)
      throw new Misused(
        `"${noun}" does what? One of: ${commands
          .filter((each) => each.noun === noun)
          .map((each) => each.verb ?? '')
          .join(', ')}.`,
      )
    const args = command.verb === null ? rest : rest.slice(1)
    if (args.includes('--help')) {
      io.say(usageOf(command))
      return 0
    }
    return await run(command, args, io)
  } catch (error) {
    return complain(error)
  }
}

async function run(command: CliCommand, args: string[], io: CliIo): Promise<number> {
  const call = readArgumentsOrUsage(command, args)
  if (command.needs === 'nothing') return (await command.run({ ...call, io, ctx: undefined as never })) ?? 0
  const env = readEnv()
  const server = await openDatabaseServer({ env, kind: 'command', say: io.say })
  try {
    await migrate(server.url)
    const { openHouse } = await import('./house.ts')
    const { house, database } = openHouse(
      { ...env, logLevel: process.stderr.isTTY ? 'warn' : 'error' },
      server.url,
      await server.dataFolder.secret(env.secret),
      { poolSize: 4 },
    )
    try {
      return (await command.run({ ...call, io, ctx: contextFor(house, system) })) ?? 0
    } finally {
      await database.close()
    }
  } finally {
    await server.close()
  }
}

function readArgumentsOrUsage(command: CliCommand, args: string[]): Pick<CliCall, 'values' | 'positionals'> {
  try {
    return readArguments(command, args)
  } catch (error) {
    if (error instanceof Misused) throw new Misused(`${error.message}\n${usageOf(command)}`)
    throw error
  }
}

async function complain(error: unknown): Promise<number> {
  const { plainly } = await import('./main.ts')
  if (error instanceof Misused) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  const words = error instanceof Refusal ? explain(error) : plainly(error)
  if (words !== null) {
    process.stderr.write(`${words}\n`)
    return (error as { exitCode?: number }).exitCode === 3 ? 3 : 1
  }
  process.stderr.write(`Something went wrong on our side: ${(error as Error)?.message ?? error}\n`)
  if (wantsTraces()) process.stderr.write(`${(error as Error)?.stack}\n`)
  return 1
}

function explain(refusal: Refusal): string {
  const errors = refusal.data.errors as { pointer: string; message: string }[] | undefined
  return [
    refusal.message,
    ...(errors ?? []).map((each) => `  ${each.pointer.replace(/^\//, '')}: ${each.message}`),
  ].join('\n')
}

async function runMigrations(args: string[], io: CliIo): Promise<number> {
  const server = await openDatabaseServer({ env: readEnv(), kind: 'command', say: io.say })
  try {
    const plan = args.includes('--plan')
    const names = plan ? await planMigrations(server.url) : await migrate(server.url)
    io.data(
      plan ? { pending: names } : { ran: names },
      names.length > 0 ? names.join('\n') : 'Nothing to do: the database is up to date.',
    )
    return 0
  } finally {
    await server.close()
  }
}

function usageOf(command: CliCommand): string {
  return `lofte ${command.noun}${command.verb ? ` ${command.verb}` : ''} ${command.usage}\n  ${command.summary}`
}

async function help(io: CliIo): Promise<number> {
  const loaded = await Promise.all([...new Set(Object.values(nouns))].map((load) => load()))
  const commands = [...new Set(loaded.flatMap(({ commands }) => commands))]
  const fixed = [
    'lofte serve\n  Open the desk',
    'lofte worker\n  Only the work behind it',
    'lofte migrate [--plan]\n  Bring the database up to date',
    'lofte doctor\n  Look whether everything is well',
    'lofte demo\n  A desk with a story in it, on a folder of its own',
  ]
  io.data(
    { commands: commands.map(({ noun, verb, usage, summary }) => ({ noun, verb, usage, summary })) },
    [...fixed, ...commands.map(usageOf)].join('\n'),
  )
  return 0
}

function createIo(json: boolean): CliIo {
  return {
    json,
    data: (object, text) => process.stdout.write(`${json ? JSON.stringify(object) : text}\n`),
    line: (object) => process.stdout.write(`${JSON.stringify(object)}\n`),
    say: (text) => process.stderr.write(`${text}\n`),
    async readStdin() {
      const chunks: Buffer[] = []
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks)
    },
  }
}
