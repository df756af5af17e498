import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Ctx } from './ctx.ts'

/** What a command may say and read. Data goes to stdout, prose and progress to stderr, so that pipes stay clean. */
export interface CliIo {
  json: boolean
  /** Prints `object` as one JSON line with --json, else `text`. */
  data(object: unknown, text: string): void
  /** One JSON document or line, --json or not: for commands whose output is data by nature. */
  line(object: unknown): void
  say(text: string): void
  readStdin(): Promise<Buffer>
}

export interface CliCommand {
  noun: string
  verb: string | null
  /** After the noun and verb: `PATH… --inbox ADDRESS`. */
  usage: string
  summary: string
  /** `desk` opens the database (beside a running server, or by starting the embedded one for itself). */
  needs: 'nothing' | 'desk'
  options: ParseArgsOptionsConfig
  run(call: CliCall): Promise<number | undefined>
}

export interface CliCall {
  /** Present when the command needs the desk. */
  ctx: Ctx
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
  io: CliIo
}

/** The command was called in a way it does not understand: exit 2, with its usage. */
export class Misused extends Error {
  override name = 'Misused'
}

export function readArguments(command: CliCommand, args: string[]): Pick<CliCall, 'values' | 'positionals'> {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    })
    return { values: values as CliCall['values'], positionals }
  } catch (error) {
    throw new Misused((error as Error).message)
  }
}

/** A text option that must be there. */
export function required(values: CliCall['values'], name: string): string {
  const value = values[name]
  if (typeof value !== 'string' || value === '') throw new Misused(`--${name} is needed.`)
  return value
}
