import type { ImapSettings, RelaySettings } from '../contract.ts'

export type Security = ImapSettings['secure']

/** What a person fills in to reach a mail server. `secret` empty: the one we have is kept. */
export interface ServerFields {
  host: string
  port: number
  secure: Security
  user: string
  secret: string
}

/** The port that goes with an encryption, unless a person knows better. */
const usualPort = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 25 },
} as const satisfies Record<string, Record<Security, number>>

export function serverFields(
  kind: 'imap' | 'smtp',
  known: ImapSettings | RelaySettings | null,
  user: string,
): ServerFields {
  if (known) return { host: known.host, port: known.port, secure: known.secure, user: known.user, secret: '' }
  const secure = kind === 'imap' ? 'tls' : 'starttls'
  return { host: '', port: usualPort[kind][secure], secure, user, secret: '' }
}

/** The fields as the API takes them. */
export const serverInput = ({ host, port, secure, user, secret }: ServerFields) => ({
  host: host.trim(),
  port,
  secure,
  user: user.trim(),
  ...(secret ? { secret } : {}),
})

/** A change of encryption moves the port with it when the port was the usual one. */
export function withSecurity(kind: 'imap' | 'smtp', fields: ServerFields, secure: Security): ServerFields {
  const usual = fields.port === usualPort[kind][fields.secure]
  return { ...fields, secure, port: usual ? usualPort[kind][secure] : fields.port }
}

export const foldersOf = (text: string): string[] =>
  text
    .split(',')
    .map((folder) => folder.trim())
    .filter(Boolean)
