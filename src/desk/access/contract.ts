import { z } from 'zod'
import { done, emailAddress, endpoint, event, id, idParams, line, page, pageQuery, words } from '../../core/contract.ts'
import { refusals } from '../../core/refusal.ts'
import { languages } from '../../core/texts.ts'
import { roles } from './roles.ts'

export const language = z.enum(languages)
export const role = z.enum(roles)
/** NIST SP 800-63B: length is what counts; composition rules only make people write passwords down. */
export const newPassword = words(200, 10)

export const user = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role,
  language: language.nullable(),
  disabled: z.boolean(),
  createdAt: z.string(),
  version: z.number(),
})
export type User = z.output<typeof user>

const me = z.object({ user, permissions: z.array(z.string()) })
const openSession = z.object({
  id,
  agent: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  current: z.boolean(),
})
const token = z.object({ id, name: z.string(), createdAt: z.string(), usedAt: z.string().nullable() })

export const accessApi = {
  signIn: endpoint({
    method: 'POST',
    path: '/session',
    may: 'anyone',
    summary: 'Sign in with e-mail and password; sets the session cookie',
    body: z.strictObject({ email: words(254, 1), password: words(200, 1) }),
    returns: me,
    refuses: ['wrong_email_or_password', 'too_many_requests'],
  }),
  whoAmI: endpoint({
    method: 'GET',
    path: '/session',
    may: 'self.read',
    summary: 'Who is signed in, and what they may do',
    returns: me,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/session',
    may: 'self.read',
    summary: 'Sign out of this session',
    returns: done,
  }),
  listSessions: endpoint({
    method: 'GET',
    path: '/sessions',
    may: 'self.read',
    summary: 'Own open sessions',
    returns: page(openSession),
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/sessions/:id',
    may: 'self.write',
    summary: 'End one of my sessions',
    params: idParams,
    returns: done,
  }),
  changeMe: endpoint({
    method: 'PATCH',
    path: '/session/user',
    may: 'self.write',
    summary: 'Change my name, language or password',
    body: z.strictObject({
      name: line(120, 1).optional(),
      language: language.optional(),
      password: z.strictObject({ current: words(200), next: newPassword }).optional(),
    }),
    returns: user,
    refuses: ['wrong_password'],
  }),
  listTokens: endpoint({
    method: 'GET',
    path: '/tokens',
    may: 'token.write',
    summary: 'My API tokens',
    returns: page(token),
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/tokens',
    may: 'token.write',
    summary: 'Make an API token; it is shown once',
    body: z.strictObject({ name: line(120, 1) }),
    returns: z.object({ id, token: z.string() }),
    answersSecret: true,
    status: 201,
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/tokens/:id',
    may: 'token.write',
    summary: 'Revoke one of my tokens',
    params: idParams,
    returns: done,
  }),
  listUsers: endpoint({
    method: 'GET',
    path: '/users',
    may: 'conversation.read',
    summary: 'The people of the desk',
    query: z.strictObject(pageQuery),
    returns: page(user),
  }),
  addUser: endpoint({
    method: 'POST',
    path: '/users',
    may: 'account.write',
    summary: 'Add a person to the desk',
    body: z.strictObject({
      email: emailAddress,
      name: line(120, 1),
      role,
      language: language.optional(),
      password: newPassword,
    }),
    returns: user,
    status: 201,
    refuses: ['email_taken', 'only_owners'],
  }),
  changeUser: endpoint({
    method: 'PATCH',
    path: '/users/:id',
    may: 'account.write',
    summary: 'Change a person’s name, role or password, or close their account',
    params: idParams,
    body: z.strictObject({
      name: line(120, 1).optional(),
      role: role.optional(),
      password: newPassword.optional(),
      disabled: z.boolean().optional(),
    }),
    returns: user,
    refuses: ['only_owners', 'last_owner', 'changed_meanwhile'],
  }),
}

export const accessEvents = {
  userChanged: event(
    'user.changed',
    z.object({ userId: id, change: z.enum(['added', 'changed', 'disabled', 'enabled']) }),
  ),
  signedIn: event('session.opened', z.object({ userId: id })),
  /** One or several of a person's sessions are over: what is still open in their name must be looked at anew. */
  signedOut: event('session.closed', z.object({ userId: id })),
  tokenCreated: event('token.created', z.object({ userId: id, tokenId: id })),
  tokenRevoked: event('token.revoked', z.object({ userId: id, tokenId: id })),
}

export const accessRefusals = refusals({
  wrong_email_or_password: {
    status: 401,
    text: {
      da: 'E-mailen eller adgangskoden passer ikke.',
      nb: 'E-posten eller passordet stemmer ikke.',
      sv: 'E-postadressen eller lösenordet stämmer inte.',
      en: 'The e-mail or the password does not match.',
    },
  },
  wrong_password: {
    status: 403,
    text: {
      da: 'Din nuværende adgangskode passer ikke.',
      nb: 'Det nåværende passordet ditt stemmer ikke.',
      sv: 'Ditt nuvarande lösenord stämmer inte.',
      en: 'Your current password does not match.',
    },
  },
  email_taken: {
    status: 409,
    text: {
      da: 'Der er allerede en kollega med den e-mailadresse.',
      nb: 'Det finnes allerede en kollega med den e-postadressen.',
      sv: 'Det finns redan en kollega med den e-postadressen.',
      en: 'There already is a colleague with that e-mail address.',
    },
  },
  only_owners: {
    status: 403,
    text: {
      da: 'Kun en ejer kan gøre det.',
      nb: 'Bare en eier kan gjøre det.',
      sv: 'Bara en ägare kan göra det.',
      en: 'Only an owner can do that.',
    },
  },
  last_owner: {
    status: 409,
    text: {
      da: 'Der skal være mindst én ejer.',
      nb: 'Det må være minst én eier.',
      sv: 'Det måste finnas minst en ägare.',
      en: 'There has to be at least one owner.',
    },
  },
})
