import { refuse } from '../../core/refusal.ts'
import { createSecretBox, type SecretBox } from '../../core/secret-box.ts'
import { type ImapInput, type ImapSettings, inboxRefusals, type RelayInput, type RelaySettings } from './contract.ts'

/** As they lie in the row: without the secret, which has a column of its own. */
export type StoredImap = Omit<ImapSettings, 'hasSecret'>
export type StoredRelay = Omit<RelaySettings, 'hasSecret'>

export interface Stored<T> {
  settings: T | null
  secret: Buffer | null
}

export const mailboxBox = (deskSecret: string): SecretBox => createSecretBox(deskSecret, 'mailbox')

type Door = { host: string; port: number; secure: string; user: string }

/** Whether a password saved for one may be given to the other: the same server, the same protection on the way, the same user. */
export function isSameDoor(one: Door, other: Door): boolean {
  return (
    one.host.toLowerCase() === other.host.toLowerCase() &&
    one.port === other.port &&
    one.secure === other.secure &&
    one.user === other.user
  )
}

/** Whether mail is read from the same mailbox as before, so that what was read stays read. */
export function isSameMailbox(one: StoredImap | null, other: StoredImap | null): boolean {
  return (
    one !== null && other !== null && one.host.toLowerCase() === other.host.toLowerCase() && one.user === other.user
  )
}

/** What is left out of the input stays as it was. */
export function mergeImap(before: StoredImap | null, input: ImapInput): StoredImap {
  return {
    host: input.host,
    port: input.port,
    secure: input.secure,
    user: input.user,
    auth: input.auth ?? before?.auth ?? 'password',
    folders: input.folders ?? before?.folders ?? ['INBOX'],
    afterTaking: input.afterTaking ?? before?.afterTaking ?? 'seen',
    authservId: input.authservId === undefined ? (before?.authservId ?? null) : input.authservId,
  }
}

export function mergeRelay(input: RelayInput): StoredRelay {
  return { host: input.host, port: input.port, secure: input.secure, user: input.user }
}

/**
 * The secret to go with an input: the one given, else the one we have if it was saved for the same door. null where none is
 * needed (a relay without a user).
 * @throws secret_needed.
 */
export function secretFor(box: SecretBox, input: Door & { secret?: string }, before: Stored<Door>): string | null {
  if (input.secret !== undefined) return input.secret
  if (input.user === '') return null
  if (before.settings && before.secret && isSameDoor(before.settings, input)) return box.open(before.secret)
  throw refuse(inboxRefusals, 'secret_needed')
}

/** A relay as the URL the mail code takes; see channels/email/wire/relay-url.ts for what `?tls=` means. */
export function relayUrl({ host, port, secure, user }: StoredRelay, secret: string | null): string {
  const login = user === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(secret ?? '')}@`
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`
  if (secure === 'tls') return `smtps://${login}${place}`
  return `smtp://${login}${place}?tls=${secure === 'starttls' ? 'required' : 'off'}`
}
