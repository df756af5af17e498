/** A field of an outgoing mail that must not be written as it is; `field` names it, the message says why in words. */
export class MailFieldRefused extends Error {
  readonly field: string
  constructor(field: string, why: string) {
    super(`${field} ${why}`)
    this.name = 'MailFieldRefused'
    this.field = field
  }
}

/** A line break in any field would end it and start one of the writer's own: refused, not cleaned, so that it is seen. */
export function refuseControlCharacters(field: string, value: string): void {
  if (/[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]/.test(value)) {
    throw new MailFieldRefused(field, 'contains a line break or another control character')
  }
}

/** One plain addr-spec: no quoted local part, list, route or comment that two servers could read differently. */
export function requireAddress(field: string, address: string): void {
  refuseControlCharacters(field, address)
  if (!/^[^\s<>()[\]\\,;:@"]{1,64}@[^\s<>()[\]\\,;:@"]{1,253}$/u.test(address)) {
    throw new MailFieldRefused(field, `holds “${address.slice(0, 100)}”, which is not a mail address`)
  }
}

/** What composing writes itself, or what must never travel: a second one of these means two readings of one mail. */
const OWN_FIELDS =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|in-reply-to|references|mime-version|content-.*|auto-submitted|return-path|received|resent-.*)$/i

/** RFC 5322 §2.2: printable US-ASCII without the colon. */
export function requireHeaderName(name: string): void {
  if (!/^[!-9;-~]{1,76}$/.test(name)) throw new MailFieldRefused(name.slice(0, 76), 'is not a header field name')
  if (OWN_FIELDS.test(name)) throw new MailFieldRefused(name, 'is written by the desk itself and cannot be given')
}
