import type { ParsedMail } from '../../channels/email/parsed-mail.ts'
import { machineAddress } from '../../channels/email/understand/machine-addresses.ts'

export interface Sender {
  name: string
  address: string
}

/** What `senderOf` needs of the row a mail came as. */
interface Came {
  id: string
  envelope_sender: string | null
}

/**
 * Who wrote. From, unless it is a machine's or our own domain's and a Reply-To names a person: web forms write so. A mail
 * without a readable From is still somebody's: a place under .invalid (RFC 2606) holds it.
 */
export function senderOf(
  mail: Pick<ParsedMail, 'from' | 'replyTo' | 'kind'>,
  row: Came,
  inbox: { address: string },
): Sender {
  const domain = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const replyTo = mail.replyTo.length === 1 ? mail.replyTo[0] : undefined
  const from = mail.from
  if (replyTo?.address && mail.kind === 'person' && replyTo.address.toLowerCase() !== inbox.address) {
    const byForm =
      from.address === '' || machineAddress(from.address) !== null || domain(from.address) === domain(inbox.address)
    if (byForm) return { name: replyTo.name || from.name, address: replyTo.address.toLowerCase() }
  }
  const address = (from.address || row.envelope_sender || `unknown-${row.id}@unknown.invalid`)
    .toLowerCase()
    .slice(0, 320)
  return { name: from.name, address }
}
