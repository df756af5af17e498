import { readFile } from 'node:fs/promises'
import { createReadingPool } from '../../channels/email/read/reading-pool.ts'
import { type CliCommand, Misused, required } from '../../core/cli.ts'
import { refuse } from '../../core/refusal.ts'
import { conversationRefusals } from '../conversations/refusals.ts'
import { findInboxByAddress } from '../inboxes/queries.ts'
import { importMail } from './import-mail.ts'
import { printMail } from './print-mail.ts'
import { stopReading } from './reading.ts'

function noFile({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'is a folder; name the files in it'
  return code === 'EACCES' ? 'may not be read by this user' : message
}

const parse: CliCommand = {
  noun: 'mail',
  verb: 'parse',
  usage: 'FILE…|-',
  summary: 'Show what Løfte reads out of a mail, one JSON line a file',
  needs: 'nothing',
  options: {},
  async run({ positionals, io }) {
    if (positionals.length === 0) throw new Misused('Name a file, or - for standard input.')
    let code = 0
    // In a worker, as live mail is read, so that no mail can take the command down; one for all files.
    const pool = createReadingPool({ size: 1 })
    for (const file of positionals) {
      try {
        io.line(await printMail(pool, file === '-' ? await io.readStdin() : await readFile(file)))
      } catch (error) {
        const fault = error as NodeJS.ErrnoException
        io.say(`${file}: ${noFile(fault)}`)
        code = 1
      }
    }
    await pool.close()
    return code
  },
}

const importing: CliCommand = {
  noun: 'mail',
  verb: 'import',
  usage: 'PATH… --inbox ADDRESS',
  summary: 'Take in mail from .eml and .mbox files or folders; resumable, nothing twice',
  needs: 'desk',
  options: { inbox: { type: 'string' } },
  async run({ ctx, values, positionals, io }) {
    if (positionals.length === 0) throw new Misused('Name a file or a folder.')
    const inbox = await findInboxByAddress(ctx, required(values, 'inbox'))
    if (!inbox) throw refuse(conversationRefusals, 'unknown_inbox')
    try {
      const result = await importMail(ctx.house, positionals, inbox.id, (words) => io.say(words))
      io.data(
        result,
        `${result.imported} imported, ${result.duplicates} already there, ${result.quarantined.length} set aside`,
      )
      for (const { file, reason } of result.quarantined) io.say(`${file}: ${reason}`)
      return result.unreadable > 0 ? 1 : 0
    } finally {
      await stopReading(ctx.house)
    }
  },
}

export const commands: CliCommand[] = [parse, importing]
