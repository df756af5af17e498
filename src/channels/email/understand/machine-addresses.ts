/**
 * Local parts (before the @) behind which nobody reads or everybody is a machine (RFC 3834 §2, RFC 2142).
 * Compared without dots, dashes and underscores.
 */

/** Nothing may be answered to these. */
const unanswered: readonly string[] = [
  ...[
    'noreply',
    'noreplies',
    'donotreply',
    'dontreply',
    'notreply',
    'neverreply',
    'noresponse',
    'noanswer',
    'unattended',
  ],
  ...['ikkesvar', 'svarikke', 'ikkesvarpaa', 'ikkebesvar', 'ingensvar', 'ikkjesvar', 'svarikkje', 'maaikkebesvares'],
  ...['svarainte', 'svaraej', 'intesvara', 'ejsvar', 'ejsvara', 'svaraejpå', 'ingasvar', 'intesvar', 'ejsvarpå'],
  ...['nichtantworten', 'keineantwort', 'eivastausta', 'älävastaa', 'alavastaa', 'neposlat', 'nepasrepondre'],
]

/** The mail system itself. */
const system: readonly string[] = [
  ...['mailerdaemon', 'postmaster', 'maildaemon', 'mailer', 'maildeliverysystem', 'daemon', 'mmdf', 'uucp', 'listserv'],
  ...['majordomo', 'mailman', 'nobody', 'bounce', 'bounces', 'bouncehandler', 'autosvar', 'autoreply', 'autoresponder'],
  ...['autoresponse', 'autorespond', 'microsoftexchange', 'symantecemailsecurity', 'maildeliverysubsystem'],
]

/** Senders of notices: answerable perhaps, but no person. */
const notices: readonly string[] = [
  ...[
    'notification',
    'notifications',
    'notify',
    'notice',
    'notices',
    'alert',
    'alerts',
    'varsel',
    'varsling',
    'varslinger',
  ],
  ...['notifikation', 'notifikationer', 'avisering', 'aviseringar', 'meddelande', 'automated', 'automatisk', 'system'],
  ...[
    'kvittering',
    'kvitto',
    'receipt',
    'receipts',
    'calendarnotification',
    'jira',
    'monitoring',
    'nagios',
    'cron',
    'root',
  ],
]

const campaigns: readonly string[] = [
  ...['newsletter', 'newsletters', 'nyhetsbrev', 'nyhedsbrev', 'nyheter', 'nyheder', 'news', 'marketing', 'campaign'],
  ...[
    'kampanje',
    'kampagne',
    'kampanj',
    'tilbud',
    'erbjudande',
    'offers',
    'promo',
    'promotions',
    'digest',
    'crm',
    'uutiskirje',
  ],
]

export type MachineAddress = 'unanswered' | 'system' | 'notice' | 'campaign' | null

/** What kind of machine an address stands for by its name, null when it may be a person. */
export function machineAddress(address: string): MachineAddress {
  const local = address
    .slice(0, address.lastIndexOf('@') >>> 0)
    .slice(0, 64)
    .toLowerCase()
  const bare = (local.split('+', 1)[0] ?? '').replace(/[._-]/g, '')
  // Variable return paths carry the recipient: bounces+123-kari=firma.no, owner-list, list-request, list-bounces.
  if (/^(?:bounces?|owner|errors)[+=-]|^(?:returns?|b|errors)[+=]/.test(local)) return 'system'
  if (/[-_](?:request|owner|bounces?|errors)(?:[+=]|$)/.test(local)) return 'system'
  const begins = (names: readonly string[]) =>
    names.some((name) => bare === name || (name.length > 6 && bare.startsWith(name)))
  if (begins(unanswered) || unanswered.some((name) => name.length > 6 && bare.endsWith(name))) return 'unanswered'
  if (begins(system)) return 'system'
  if (begins(campaigns)) return 'campaign'
  return begins(notices) ? 'notice' : null
}
