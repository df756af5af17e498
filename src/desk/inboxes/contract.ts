import { z } from 'zod'
import { emailAddress, endpoint, event, id, idParams, line, page, words } from '../../core/contract.ts'
import { refusals } from '../../core/refusal.ts'
import { language, newPassword, user } from '../access/contract.ts'
import { country } from '../team/contract.ts'

const security = z.enum(['tls', 'starttls', 'none'])
/** A name or an address of a machine and nothing else: it becomes part of a URL. */
const host = line(253, 1).refine(
  (value) => /^[\p{L}\p{N}._-]+$/u.test(value) || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(value),
  {
    message: 'must be the name or the address of a server',
  },
)
const port = z.number().int().min(1).max(65535)

const imapSettings = z.object({
  host: z.string(),
  port: z.number(),
  secure: security,
  user: z.string(),
  auth: z.enum(['password', 'xoauth2']),
  folders: z.array(z.string()),
  afterTaking: z.enum(['seen', 'nothing']),
  /** The name the provider signs its Authentication-Results with (RFC 8601); without it no sender is taken as verified. */
  authservId: z.string().nullable(),
  /** Passwords are write-only: only whether there is one is told. */
  hasSecret: z.boolean(),
})
const relaySettings = z.object({
  host: z.string(),
  port: z.number(),
  secure: security,
  user: z.string(),
  hasSecret: z.boolean(),
})
export type ImapInput = z.output<typeof imapInput>
export type RelayInput = z.output<typeof relayInput>
export type TestResult = z.output<typeof testResult>
export type ImapSettings = z.output<typeof imapSettings>
export type RelaySettings = z.output<typeof relaySettings>

const imapInput = z.strictObject({
  host,
  port,
  secure: security,
  user: line(320, 1),
  auth: z.enum(['password', 'xoauth2']).optional(),
  /** The password, or the access token for xoauth2; left out: the one we have is kept. */
  secret: words(4096, 1).optional(),
  folders: z.array(line(255, 1)).min(1).max(20).optional(),
  afterTaking: z.enum(['seen', 'nothing']).optional(),
  authservId: line(253, 1).nullable().optional(),
})
const relayInput = z.strictObject({
  host,
  port,
  secure: security,
  user: line(320),
  secret: words(4096, 1).optional(),
})

const fetching = z.object({
  state: z.enum(['connecting', 'watching', 'fetching', 'waiting', 'stopped']),
  detail: z.string(),
  at: z.string(),
  lastMailAt: z.string().nullable(),
})

export const inbox = z.object({
  id,
  name: z.string(),
  address: z.string(),
  language,
  acknowledge: z.boolean(),
  signature: z.string(),
  memberIds: z.array(id),
  imap: imapSettings.nullable(),
  relay: relaySettings.nullable(),
  fetching: fetching.nullable(),
  createdAt: z.string(),
  version: z.number(),
})
export type Inbox = z.output<typeof inbox>

const changes = {
  name: line(120, 1).optional(),
  language: language.optional(),
  acknowledge: z.boolean().optional(),
  signature: words(5000).optional(),
  memberIds: z.array(id).max(1000).optional(),
  imap: imapInput.nullable().optional(),
  relay: relayInput.nullable().optional(),
}

const testResult = z.object({
  ok: z.boolean(),
  /** A sentence in the asker's language: what was found, or what went wrong and what to do. */
  words: z.string(),
  problem: z.string().nullable(),
  folders: z.array(z.string()),
  messages: z.number().nullable(),
})

export const inboxesApi = {
  list: endpoint({
    method: 'GET',
    path: '/inboxes',
    may: 'inbox.read',
    summary: 'The inboxes you are a member of',
    returns: page(inbox),
  }),
  add: endpoint({
    method: 'POST',
    path: '/inboxes',
    may: 'inbox.write',
    summary: 'Add an inbox',
    body: z.strictObject({ address: emailAddress, ...changes, name: line(120, 1) }),
    returns: inbox,
    status: 201,
    refuses: ['inbox_address_taken', 'secret_needed'],
  }),
  see: endpoint({
    method: 'GET',
    path: '/inboxes/:id',
    may: 'inbox.read',
    summary: 'One inbox',
    params: idParams,
    returns: inbox,
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/inboxes/:id',
    may: 'inbox.write',
    summary: 'Change an inbox and how its mail travels',
    params: idParams,
    body: z.strictObject(changes),
    returns: inbox,
    refuses: ['changed_meanwhile', 'secret_needed'],
  }),
  testImap: endpoint({
    method: 'POST',
    path: '/mail-tests/imap',
    may: 'inbox.write',
    summary: 'Try an IMAP account live, without saving it',
    body: z.strictObject({ ...imapInput.shape, inboxId: id.optional() }),
    returns: testResult,
    refuses: ['secret_needed'],
  }),
  testRelay: endpoint({
    method: 'POST',
    path: '/mail-tests/smtp',
    may: 'inbox.write',
    summary: 'Try an outgoing server live, without saving it and without sending anything',
    body: z.strictObject({ ...relayInput.shape, inboxId: id.optional() }),
    returns: testResult,
    refuses: ['secret_needed'],
  }),
  needsSetUp: endpoint({
    method: 'GET',
    path: '/setup',
    may: 'anyone',
    summary: 'Whether the desk has been set up, and how it starts out',
    returns: z.object({ needed: z.boolean() }),
  }),
  setUp: endpoint({
    method: 'POST',
    path: '/setup',
    may: 'anyone',
    summary: 'Set the desk up: the one-time link’s token, our organisation, the first owner, the first inbox; signs in',
    body: z.strictObject({
      token: words(200, 1),
      organisation: line(120, 1),
      country,
      language,
      name: line(120, 1),
      email: emailAddress,
      password: newPassword,
      inbox: z.strictObject({ address: emailAddress, name: line(120, 1), language: language.optional() }).optional(),
    }),
    returns: z.object({ organisation: z.string(), user, inbox: z.object({ id, address: z.string() }).nullable() }),
    status: 201,
    refuses: ['setup_link_used', 'already_set_up'],
  }),
}

export const inboxEvents = {
  added: event('inbox.added', z.object({})),
  changed: event('inbox.changed', z.object({ fields: z.array(z.string()) })),
  /** Those who left hear it too, for the last time. */
  membersChanged: event('inbox.members-changed', z.object({ memberIds: z.array(id), leftIds: z.array(id) })),
  fetchingChanged: event('inbox.fetching-changed', z.object({ state: z.string() })),
}

export const inboxRefusals = refusals({
  inbox_address_taken: {
    status: 409,
    text: {
      da: 'Der er allerede en indbakke med den adresse.',
      nb: 'Det finnes allerede en innboks med den adressen.',
      sv: 'Det finns redan en inkorg med den adressen.',
      en: 'There already is an inbox with that address.',
    },
  },
  no_such_inbox: {
    status: 404,
    text: {
      da: 'Der er ingen indbakke med den adresse.',
      nb: 'Det finnes ingen innboks med den adressen.',
      sv: 'Det finns ingen inkorg med den adressen.',
      en: 'There is no inbox with that address.',
    },
  },
  secret_needed: {
    status: 422,
    text: {
      da: 'Skriv adgangskoden igen: den, vi har, gives kun til den server og bruger, den blev gemt for.',
      nb: 'Skriv passordet på nytt: det vi har, gis bare til den serveren og brukeren det ble lagret for.',
      sv: 'Skriv lösenordet igen: det vi har lämnas bara till den server och användare det sparades för.',
      en: 'Type the password again: the one we have is given only to the server and user it was saved for.',
    },
  },
  setup_link_used: {
    status: 403,
    text: {
      da: 'Linket til opsætning er brugt eller forkert. Start Løfte igen for at få et nyt.',
      nb: 'Lenken til oppsett er brukt eller feil. Start Løfte på nytt for å få en ny.',
      sv: 'Länken till konfigureringen är använd eller fel. Starta om Løfte för att få en ny.',
      en: 'The set-up link has been used or is wrong. Start Løfte again to get a new one.',
    },
  },
  already_set_up: {
    status: 409,
    text: {
      da: 'Løfte er allerede sat op. Log ind i stedet.',
      nb: 'Løfte er allerede satt opp. Logg inn i stedet.',
      sv: 'Løfte är redan konfigurerat. Logga in i stället.',
      en: 'Løfte has already been set up. Sign in instead.',
    },
  },
})
