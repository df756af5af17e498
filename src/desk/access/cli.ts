import { type CliCommand, required } from '../../core/cli.ts'
import { inTransaction } from '../../core/ctx.ts'
import { changeUser } from './change-user.ts'
import { createToken } from './create-token.ts'
import { findAccountByEmail } from './queries.ts'
import { readPassword } from './read-password.ts'

const createTokenCommand: CliCommand = {
  noun: 'token',
  verb: 'create',
  usage: '--email ADDRESS --name NAME',
  summary: 'Make an API token for a person; it is shown once',
  needs: 'desk',
  options: { email: { type: 'string' }, name: { type: 'string' } },
  async run({ ctx, values, io }) {
    const email = required(values, 'email')
    const name = required(values, 'name')
    const account = await findAccountByEmail(ctx, email)
    if (!account || account.disabled_at) {
      io.say(`Nobody with an open account has the e-mail ${email}.`)
      return 1
    }
    const { token } = await inTransaction(ctx, (inside) => createToken(inside, { accountId: account.id, name }))
    io.data({ token }, token)
    return 0
  },
}

/** The way back in for an owner who has lost the password: whoever may run this holds the machine anyway. */
const passwordCommand: CliCommand = {
  noun: 'user',
  verb: 'password',
  usage: '--email ADDRESS --password-stdin',
  summary: 'Give a person a new password; ends their sessions',
  needs: 'desk',
  options: { email: { type: 'string' }, 'password-stdin': { type: 'boolean' } },
  async run({ ctx, values, io }) {
    const email = required(values, 'email')
    const password = await readPassword({ values, io })
    if (password === null) return 1
    const account = await findAccountByEmail(ctx, email)
    if (!account) {
      io.say(`Nobody has the e-mail ${email}.`)
      return 1
    }
    await inTransaction(ctx, (inside) =>
      changeUser(inside, account.id, { change: { password }, ifMatch: null, keepSession: null }),
    )
    io.data({ user: { id: account.id, email: account.email } }, `${account.email} has a new password.`)
    return 0
  },
}

export const commands: CliCommand[] = [createTokenCommand, passwordCommand]
