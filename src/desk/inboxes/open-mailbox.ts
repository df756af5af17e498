import type { ImapAccount } from '../../channels/email/wire/imap-connection.ts'
import type { Ctx } from '../../core/ctx.ts'
import { mailboxBox, relayUrl, type StoredImap, type StoredRelay } from './mail-settings.ts'
import type { InboxRow } from './queries.ts'

export interface OpenMailbox {
  /** Where mail is fetched, ready to connect; null when it comes by SMTP only. */
  imap: ImapAccount | null
  authservId: string | null
  afterTaking: 'seen' | 'nothing'
  /** The inbox's own relay, as createRelay() takes it; null when the desk's SMTP_URL is used. */
  relayUrl: string | null
}

/**
 * An inbox's mail settings with their secrets opened. What it answers must never be logged or sent to anybody.
 * @throws Error, in words, when the secrets were sealed under another LOFTE_SECRET.
 */
export function openMailbox(ctx: Ctx, row: InboxRow): OpenMailbox {
  const box = mailboxBox(ctx.house.secret)
  const open = (sealed: Buffer | null): string => {
    if (sealed === null) return ''
    try {
      return box.open(sealed)
    } catch (cause) {
      throw new Error(
        'The password of this mailbox was saved under another LOFTE_SECRET. Type it again in the inbox’s settings.',
        { cause },
      )
    }
  }
  const imap = row.imap as StoredImap | null
  const relay = row.relay as StoredRelay | null
  return {
    imap: imap && imapAccount(row.id, imap, open(row.imap_secret)),
    authservId: imap?.authservId ?? null,
    afterTaking: imap?.afterTaking ?? 'seen',
    relayUrl: relay && relayUrl(relay, open(row.relay_secret)),
  }
}

/** IMAP settings and their secret as the mail code takes them. */
export function imapAccount(id: string, imap: StoredImap, secret: string): ImapAccount {
  return {
    id,
    host: imap.host,
    port: imap.port,
    secure: imap.secure,
    user: imap.user,
    auth: imap.auth === 'xoauth2' ? { accessToken: async () => secret } : { password: secret },
    folders: imap.folders,
  }
}
