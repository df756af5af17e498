import { type CliCommand, required } from '../../core/cli.ts'
import { inTransaction } from '../../core/ctx.ts'
import { createToken } from './create-token.ts'
import { findAccountByEmail } from './queries.ts'

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

export const commands: CliCommand[] = [createTokenCommand]
