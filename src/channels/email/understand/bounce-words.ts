/**
 * What mail systems say when a mail could not be delivered. Lower case.
 */

/** Beginnings of subjects. Exchange translates them into the language of the sender's mailbox. */
export const bounceSubjects: readonly string[] = [
  ...[
    'undelivered mail returned',
    'undeliverable',
    'mail delivery failed',
    'mail delivery failure',
    'mail delivery system',
  ],
  ...[
    'delivery status notification (failure)',
    'delivery failure',
    'delivery failed',
    'failure notice',
    'returned mail',
  ],
  ...['mail system error', 'message undeliverable', 'undelivered mail', 'could not deliver', 'delivery has failed'],
  ...[
    'non remis',
    'address not found',
    'email delivery failure',
    '[postmaster] email delivery failure',
    'nondeliverable',
  ],
  ...['mail could not be delivered', 'message not delivered', 'delivery problem', 'rejected:', 'message rejected'],
  ...['delivery report', 'undelivered:', 'non-delivery'],
  ...['kan ikke leveres', 'kunne ikke leveres', 'ikke leveret', 'leveringsfejl', 'levering mislykkedes', 'uleveret'],
  ...['ikke levert', 'leveringsfeil', 'levering mislyktes', 'kunne ikke levere', 'kan ikkje leverast', 'ulevert'],
  ...[
    'går inte att leverera',
    'kan inte levereras',
    'kunde inte levereras',
    'ej levererat',
    'leveransfel',
    'olevererbart',
  ],
  ...['det gick inte att leverera', 'leverans misslyckades', 'returnerat', 'leveransen misslyckades'],
  ...['unzustellbar', 'nicht zustellbar', 'toimitus epäonnistui', 'ei voi toimittaa'],
]

/** Subjects that warn of a delay while the system goes on trying (RFC 3464 §2.3.3, "delayed"). */
export const delaySubjects: readonly string[] = [
  ...['delayed mail', 'delivery status notification (delay)', 'delivery delayed', 'warning: message', 'delivery delay'],
  ...['warning: could not send message', 'mail delivery delayed', 'delivery incomplete', 'delayed:', 'message delayed'],
  ...['forsinket', 'levering forsinket', 'leveringen er forsinket', 'fördröjd', 'försenad', 'leveransen är försenad'],
  ...['leverans fördröjd', 'verzögert', 'viivästynyt'],
]

export const delayPhrases: readonly string[] = [
  ...[
    'has not yet been delivered',
    'will continue to try',
    'will keep trying',
    'do not need to resend',
    'will be retried',
  ],
  ...['this is a warning message only', 'you do not need to resend', 'is delayed', 'delivery attempts will continue'],
  ...['vil fortsat forsøge', 'vil fortsette å prøve', 'kommer att fortsätta försöka', 'fortsätter att försöka'],
]

export const bouncePhrases: readonly string[] = [
  ...[
    'this is the qmail-send program',
    "i'm afraid i wasn't able to deliver",
    'message that you sent could not be delivered',
  ],
  ...[
    'could not be delivered',
    "couldn't be delivered",
    'was not delivered',
    "wasn't delivered",
    'delivery has failed',
  ],
  ...[
    'did not reach',
    'undeliverable',
    'permanent fatal errors',
    'permanent error',
    'could not deliver',
    'unable to deliver',
  ],
  ...[
    'delivery to the following recipient',
    'failed permanently',
    'user unknown',
    'mailbox unavailable',
    'not listed in',
  ],
  ...[
    'message you sent to',
    'returned to sender',
    'address rejected',
    'no such user',
    'mailbox is full',
    'quota exceeded',
  ],
  ...['mislykkedes', 'kunne ikke leveres', 'kan ikke leveres', 'blev ikke leveret', 'kunne ikke levere', 'mislyktes'],
  ...[
    'ble ikke levert',
    'nådde ikke',
    'nåede ikke',
    'kunde inte levereras',
    'kan inte levereras',
    'gick inte att leverera',
  ],
  ...['nådde inte', 'misslyckades', 'nicht zugestellt', 'nicht zustellbar', 'ei voitu toimittaa'],
]

/** Where the returned copy of our own mail begins. What stands below it is ours, no address in it failed. */
export const copyMarkers: readonly string[] = [
  ...['--- below this line is a copy', '------ this is a copy of', '--- original message', '----- original message'],
  ...[
    '--- undelivered message',
    '--- the header of the original',
    '----- message header follows',
    '----- original header',
  ],
  ...[
    'original message headers',
    'original message follows',
    '----- returned message',
    'message header:',
    '--- returned',
  ],
  ...[
    'oprindelige meddelelseshoveder',
    'opprinnelige meldingshoder',
    'ursprungliga meddelandehuvuden',
    'received: from',
  ],
  ...[
    'reporting-mta:',
    '--- this is a copy of the message',
    'copy of the message, including',
    'ursprungligt meddelande',
  ],
  ...['---------- forwarded message', '----- unsent message', '----- transcript of session follows -----x'],
]
