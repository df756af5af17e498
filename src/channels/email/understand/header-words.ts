/**
 * The labels of the small header block that Outlook and others put above a quoted or forwarded mail
 * ("Fra: … Sendt: … Til: … Emne: …"), lower case, without the colon.
 */
export type HeaderKind = 'from' | 'sent' | 'date' | 'to' | 'copy' | 'subject' | 'other'

const labels: Record<HeaderKind, string[]> = {
  from: [
    ...['fra', 'frå', 'från', 'afsender', 'avsender', 'avsändare', 'from', 'sender'],
    ...['von', 'lähettäjä', 'de', 'van', 'da', 'od'],
  ],
  /** Only mail programs use these words; `date` below is also what people write in lists of their own. */
  sent: ['sendt', 'skickat', 'skickades', 'sänt', 'sent', 'gesendet', 'lähetetty', 'envoyé', 'verzonden', 'enviado'],
  date: ['dato', 'datum', 'date', 'päivämäärä', 'pvm', 'päiväys', 'fecha', 'data'],
  to: ['til', 'till', 'to', 'an', 'vastaanottaja', 'à', 'aan', 'para', 'modtager', 'mottaker', 'mottagare'],
  copy: [
    'cc',
    'bcc',
    'kopi',
    'kopi til',
    'kopia',
    'kopia till',
    'kopie',
    'kopio',
    'blindkopi',
    'hemlig kopia',
    'copie',
  ],
  subject: ['emne', 'ämne', 'subject', 'betreff', 'aihe', 'objet', 'onderwerp', 'asunto', 'oggetto', 'temat', 'vedr'],
  other: [
    ...['vedhæftede filer', 'vedhæftet fil', 'vedhæftninger', 'vedlegg', 'bilagor', 'bifogade filer', 'attachments'],
    ...['prioritet', 'viktighet', 'viktighetsgrad', 'vigtighed', 'importance', 'priority', 'reply-to', 'svar til'],
    ...['svara till', 'svar-til', 'anlagen', 'liitteet', 'organisation', 'message-id', 'besvar til', 'följsamhet'],
  ],
}

export const headerLabels: ReadonlyMap<string, HeaderKind> = new Map(
  Object.entries(labels).flatMap(([kind, words]) => words.map((word) => [word, kind as HeaderKind] as const)),
)
