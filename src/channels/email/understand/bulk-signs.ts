import { type HeaderFields, headerKeyword, headerWord } from './header-fields.ts'

const listHeaders = [
  ...['list-id', 'list-unsubscribe', 'list-unsubscribe-post', 'list-post', 'list-help', 'list-subscribe', 'list-owner'],
  ...[
    'list-archive',
    'mailing-list',
    'x-mailing-list',
    'x-mailman-version',
    'x-listname',
    'x-list',
    'x-google-group-id',
  ],
]
const campaignHeaders = [
  ...[
    'x-mailchimp',
    'x-mc-user',
    'x-csa-complaints',
    'x-newsletter',
    'x-mass-mailing',
    'x-bulkmail',
    'x-bulk-signature',
  ],
  ...[
    'x-campaign',
    'x-mailer-recptid',
    'x-accounttype',
    'x-mailupid',
    'x-apsis',
    'x-rule-campaign',
    'x-mailjet-campaign',
  ],
  ...['x-campaignid', 'x-dmarc-campaign', 'x-ungpd', 'x-emarsys', 'x-klaviyo', 'x-rulemailer', 'x-getanewsletter'],
]

/** Came by any list: then nothing may be answered by a machine (RFC 3834 §2). */
export function cameByList(headers: HeaderFields): boolean {
  return listHeaders.some((name) => headers.has(name)) || headerKeyword(headers, 'precedence') === 'list'
}

/** A list on which people write to each other takes postings (RFC 2369 §3.4); a newsletter does not. */
export function isDiscussionList(headers: HeaderFields): boolean {
  const post = headerWord(headers, 'list-post')
  if (post !== null && !/^no\b/.test(post)) return true
  if (headers.has('x-mailman-version') || headers.has('x-google-group-id') || headers.has('mailing-list')) return true
  return headerKeyword(headers, 'precedence') === 'list' && !headers.has('list-unsubscribe-post')
}

/** Signs that one text went to many. */
export function bulkSigns(headers: HeaderFields): boolean {
  const precedence = headerKeyword(headers, 'precedence') ?? headerKeyword(headers, 'x-precedence')
  if (precedence === 'bulk' || precedence === 'junk' || precedence === 'first-class-bulk') return true
  if (headers.has('list-unsubscribe-post')) return true
  for (const name of headers.keys()) {
    if (campaignHeaders.some((sign) => name === sign || name.startsWith(`${sign}-`))) return true
  }
  // Four fields are a campaign by Gmail's convention; Amazon SES sets a shorter one on every mail it carries.
  if ((headerWord(headers, 'feedback-id')?.split(':').length ?? 0) >= 4) return true
  return headers.has('list-unsubscribe') && !isDiscussionList(headers)
}
