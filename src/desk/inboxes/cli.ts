import type { z } from 'zod'
import { type CliCall, type CliCommand, Misused, required } from '../../core/cli.ts'
import { emailAddress, line } from '../../core/contract.ts'
import { inTransaction } from '../../core/ctx.ts'
import { refuse } from '../../core/refusal.ts'
import { type Language, preferredLanguage } from '../../core/texts.ts'
import { addUser } from '../access/add-user.ts'
import { changeUser } from '../access/change-user.ts'
import { role } from '../access/contract.ts'
import { findAccountByEmail } from '../access/queries.ts'
import { readPassword } from '../access/read-password.ts'
import { country } from '../team/contract.ts'
import { addInbox } from './add-inbox.ts'
import { inboxRefusals } from './contract.ts'
import { joinInbox } from './join-inbox.ts'
import { nameFromAddress } from './name-from-address.ts'
import { findInboxByAddress } from './queries.ts'
import { setUpDesk } from './set-up-desk.ts'

const name = line(120, 1)

function read<T>(values: CliCall['values'], option: string, shape: z.ZodType<T>): T {
  const result = shape.safeParse(required(values, option))
  if (result.success) return result.data
  throw new Misused(`--${option} ${result.error.issues[0]?.message ?? 'can’t be used'}.`)
}

/** `no` is what people write for Norwegian; it means bokmål. */
function readLanguage(values: CliCall['values']): Language {
  const found = preferredLanguage(required(values, 'language'))
  if (found) return found
  throw new Misused('--language must be nb, da, sv or en.')
}

const setup: CliCommand = {
  noun: 'setup',
  verb: null,
  usage:
    '--organisation NAME --country NO|DK|SE|… --language nb|da|sv|en --email ADDRESS [--name NAME] --password-stdin [--inbox ADDRESS]',
  summary: 'Set the desk up: our organisation, the first owner, the first inbox; done again it changes nothing',
  needs: 'desk',
  options: {
    organisation: { type: 'string' },
    country: { type: 'string' },
    language: { type: 'string' },
    email: { type: 'string' },
    name: { type: 'string' },
    inbox: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  async run({ ctx, values, io }) {
    const organisation = read(values, 'organisation', name)
    const email = read(values, 'email', emailAddress)
    const wanted = {
      organisation,
      country: read({ ...values, country: required(values, 'country').toUpperCase() }, 'country', country),
      language: readLanguage(values),
      email,
      name: values.name === undefined ? nameFromAddress(email) : read(values, 'name', name),
      inbox: values.inbox === undefined ? null : { address: read(values, 'inbox', emailAddress), name: organisation },
    }
    const password = await readPassword({ values, io })
    if (password === null) return 1
    const done = await inTransaction(ctx, (inside) => setUpDesk(inside, { ...wanted, password }))
    if (!done.founded) io.say(`The desk of ${done.organisation} was set up before; what was there is unchanged.`)
    const { user, inbox } = done
    io.data(
      {
        organisation: done.organisation,
        user: { id: user.id, email: user.email },
        inbox: inbox && { id: inbox.id, address: inbox.address },
      },
      `${done.organisation} is set up. ${user.email} signs in at ${ctx.house.env.url}`,
    )
    return 0
  },
}

const userAdd: CliCommand = {
  noun: 'user',
  verb: 'add',
  usage: '--email ADDRESS --name NAME --role owner|admin|agent|light --password-stdin [--inbox ADDRESS…]',
  summary: 'Add a person to the desk, as a member of these inboxes',
  needs: 'desk',
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    inbox: { type: 'string', multiple: true },
    'password-stdin': { type: 'boolean' },
  },
  async run({ ctx, values, positionals, io }) {
    const wanted = {
      email: read(values, 'email', emailAddress),
      name: read(values, 'name', name),
      role: read(values, 'role', role),
    }
    // `--inbox A B` reads as well as `--inbox A --inbox B`.
    const addresses = [...((values.inbox as string[] | undefined) ?? []), ...positionals]
    const password = await readPassword({ values, io })
    if (password === null) return 1
    const user = await inTransaction(ctx, async (inside) => {
      const added = await addUser(inside, { ...wanted, password })
      for (const address of addresses) {
        const inbox = await findInboxByAddress(inside, address)
        if (!inbox) throw refuse(inboxRefusals, 'no_such_inbox', { address })
        await joinInbox(inside, inbox.id, added.id)
      }
      return added
    })
    io.data({ user: { id: user.id, email: user.email } }, `${user.name} <${user.email}> works here now.`)
    return 0
  },
}

/** The way back in for an owner who has lost the password: whoever may run this holds the machine anyway. */
const userPassword: CliCommand = {
  noun: 'user',
  verb: 'password',
  usage: '--email ADDRESS --password-stdin',
  summary: 'Give a person a new password; ends their sessions',
  needs: 'desk',
  options: { email: { type: 'string' }, 'password-stdin': { type: 'boolean' } },
  async run({ ctx, values, io }) {
    const email = read(values, 'email', emailAddress)
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

const inboxAdd: CliCommand = {
  noun: 'inbox',
  verb: 'add',
  usage: '--address ADDRESS --name NAME [--language nb|da|sv|en]',
  summary: 'Add an inbox; it acknowledges mail',
  needs: 'desk',
  options: { address: { type: 'string' }, name: { type: 'string' }, language: { type: 'string' } },
  async run({ ctx, values, io }) {
    const wanted = {
      address: read(values, 'address', emailAddress),
      name: read(values, 'name', name),
      ...(values.language === undefined ? {} : { language: readLanguage(values) }),
    }
    const inbox = await inTransaction(ctx, (inside) => addInbox(inside, wanted))
    io.data({ inbox: { id: inbox.id, address: inbox.address } }, `${inbox.name} <${inbox.address}> is an inbox now.`)
    return 0
  },
}

export const commands: CliCommand[] = [setup, userAdd, userPassword, inboxAdd]
