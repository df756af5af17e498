import { looksLikeAddress } from '../../../web/kit/address.ts'
import type { ConversationDetail, Message } from '../contract.ts'

export interface Recipient {
  name: string
  address: string
}

const lower = (address: string) => address.trim().toLowerCase()

/** Whom a plain reply goes to: the customer as they take part here. */
export function customerOf(conversation: Pick<ConversationDetail, 'participants' | 'customer'>): Recipient {
  const taking = conversation.participants.find(({ role }) => role === 'customer')
  return {
    name: taking?.name || conversation.customer.name,
    address: taking?.address ?? conversation.customer.addresses[0] ?? '',
  }
}

/** Whom *Reply all* copies in: those a person has let take part. Never one of our own inboxes, or we would answer ourselves. */
export function copiedAddresses(
  conversation: Pick<ConversationDetail, 'participants' | 'customer'>,
  ours: readonly string[],
): string[] {
  const not = new Set([...ours.map(lower), lower(customerOf(conversation).address)])
  return conversation.participants
    .filter(({ role, address }) => role === 'copied' && !not.has(lower(address)))
    .map(({ address }) => lower(address))
}

/**
 * Addresses the customer's last mail was also sent to, that nobody here has let in: offered, never taken by themselves,
 * since whoever is written in a Cc must not get to read along (ticket takeover by Cc).
 */
export function offeredAddresses(
  conversation: Pick<ConversationDetail, 'participants' | 'customer'>,
  messages: readonly Pick<Message, 'kind' | 'stranger' | 'to' | 'cc'>[],
  ours: readonly string[],
): Recipient[] {
  const last = messages.findLast(({ kind, stranger }) => kind === 'customer' && !stranger)
  const known = new Set([...ours, ...conversation.participants.map(({ address }) => address)].map(lower))
  const offered = new Map<string, Recipient>()
  for (const each of [...(last?.to ?? []), ...(last?.cc ?? [])]) {
    const address = lower(each.address)
    if (!known.has(address) && isAddress(address)) offered.set(address, { name: each.name, address })
  }
  return [...offered.values()].slice(0, 10)
}

export const isAddress = (text: string): boolean => looksLikeAddress(text.trim())

/** Addresses typed or pasted: `Anna <anna@x.dk>; bo@y.se` → two. What is no address comes back as it stands, to be mended. */
export function addressesIn(text: string): string[] {
  return text
    .split(/[,;\n]|\s(?=[^\s<>]+@)/)
    .map((part) => (/<([^<>]*)>/.exec(part)?.[1] ?? part).trim())
    .filter(Boolean)
}
