import { type CliCall, Misused } from '../../core/cli.ts'
import { newPassword } from './contract.ts'

/** The first line of stdin as a password; null, and said, when it can't be one. A password as an argument would be seen by everyone on the machine. */
export async function readPassword({ values, io }: Pick<CliCall, 'values' | 'io'>): Promise<string | null> {
  if (values['password-stdin'] !== true)
    throw new Misused('--password-stdin is needed: the password is read from there.')
  const [password = ''] = (await io.readStdin()).toString('utf8').split(/\r?\n/, 1)
  if (newPassword.safeParse(password).success) return password
  io.say('A password has 10 to 200 characters.')
  return null
}
