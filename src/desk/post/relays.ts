import { createRelay, type Relay } from '../../channels/email/wire/smtp-relay.ts'
import { contextFor, type House, system } from '../../core/ctx.ts'
import { openMailbox } from '../inboxes/open-mailbox.ts'
import { findInboxRow } from '../inboxes/queries.ts'

export interface Relays {
  /** The inbox's own outgoing server, else the desk's (SMTP_URL); null where there is none: mail is held. */
  forInbox(inboxId: string): Promise<Relay | null>
  close(): Promise<void>
}

/** Keeps one relay, with its pool of connections, for each address of a server that is in use. */
export function createRelays(house: House): Relays {
  const relays = new Map<string, Relay>()
  const open = (url: string): Relay => {
    const known = relays.get(url)
    if (known) return known
    const relay = createRelay(url, { now: house.now, log: house.log, timeoutMs: 60_000 })
    relays.set(url, relay)
    return relay
  }
  return {
    async forInbox(inboxId) {
      const ctx = contextFor(house, system)
      const { relayUrl } = openMailbox(ctx, await findInboxRow(ctx, inboxId))
      const url = relayUrl ?? house.env.smtpUrl
      return url === null ? null : open(url)
    },
    async close() {
      await Promise.all([...relays.values()].map((relay) => relay.close()))
    },
  }
}
