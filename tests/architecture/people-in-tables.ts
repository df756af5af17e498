/** What a table holds of people, column by column, for the columns that can hold anything a person may say. */
export interface Held {
  /** Who a customer is, or what they or we said to each other: gone after `forget`. */
  customer: readonly string[]
  /** Words of ours, kinds and states, keyed marks, hashes, and what is a colleague's own. */
  other: readonly string[]
  /** Gone by itself soon, whoever is asked about: something deletes these rows by their age. */
  passing?: readonly string[]
}

/** Checked against db/schema.sql: a new table or column does not pass before somebody has said what it holds. */
export const peopleIn: Readonly<Record<string, Held>> = {
  // Colleagues: they are not forgotten as customers are, an account is closed.
  account: { customer: [], other: ['email', 'name', 'role', 'password_hash', 'language'] },
  api_token: { customer: [], other: ['secret_hash', 'name'] },
  session: { customer: [], other: ['secret_hash', 'agent'] },
  // The subject is a keyed mark of an address, gone within the hour.
  sign_in_failure: { customer: [], other: ['subject'] },
  setup_link: { customer: [], other: ['secret_hash'] },
  desk: { customer: [], other: ['name', 'country', 'language', 'time_zone'] },
  team: { customer: [], other: ['name'] },
  team_member: { customer: [], other: [] },

  customer: { customer: ['name', 'language'], other: [] },
  customer_address: { customer: ['address'], other: ['kind'] },

  inbox: {
    customer: [],
    other: ['name', 'address', 'language', 'signature', 'imap', 'imap_secret', 'relay', 'relay_secret'],
  },
  inbox_member: { customer: [], other: [] },
  imap_cursor: { customer: [], other: ['folder'] },
  imap_state: { customer: [], other: ['state', 'detail'] },

  // Tags are the desk's words, the same for many; what a person wrote is in subject and preview.
  conversation: {
    customer: ['subject', 'preview'],
    other: ['status', 'stage', 'matter', 'priority', 'language', 'tags', 'flags'],
  },
  participant: { customer: ['address', 'name'], other: ['role'] },
  message: {
    customer: [
      'author_name',
      'author_address',
      'subject',
      'text',
      'new_text',
      'quoted_text',
      'signature',
      'html',
      'mail',
      'internet_message_id',
      // Names the address that could not be reached.
      'delivery_detail',
      'raw_sha256',
    ],
    other: ['kind', 'author_type', 'language', 'delivery_state', 'sender_trust'],
  },
  attachment: { customer: ['filename', 'content_id', 'sha256'], other: ['media_type'] },
  conversation_link: { customer: [], other: ['reason'] },
  draft: { customer: ['text'], other: ['kind'] },

  inbound: {
    // trust_detail says which domain was checked; raw_sha256 stays, as what keeps the same mail from being fetched again.
    customer: ['recipients', 'envelope_sender', 'peer', 'trust_detail', 'from_address', 'subject'],
    other: ['raw_sha256', 'via', 'source_key', 'trust', 'state', 'claimed_by', 'reason_code', 'reason', 'content_key'],
  },
  thread_reference: { customer: ['internet_message_id'], other: [] },
  outgoing: {
    customer: ['envelope_sender', 'subject', 'composed_from', 'raw_sha256', 'detail'],
    other: ['kind', 'internet_message_id', 'state', 'claimed_by'],
  },
  outgoing_recipient: { customer: ['address', 'name', 'detail'], other: ['role', 'state', 'status'] },
  automatic_mail: { customer: ['address'], other: [] },

  // The floor. Events carry ids and plain facts only.
  event: { customer: [], other: ['name', 'actor_type', 'data'] },
  event_failure: { customer: [], other: ['consumer', 'reason'] },
  event_position: { customer: [], other: ['consumer', 'detail'] },
  idempotency: { customer: [], other: ['key', 'request_hash'], passing: ['answer'] },
  job_worker: { customer: [], other: ['id', 'process_id'] },
  migration: { customer: [], other: ['name', 'checksum'] },
}
