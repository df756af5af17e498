/**
 * How mail programs and people title and begin the answers their mailbox sends by itself. Lower case.
 */

/** Subjects that say it outright. They count alone or followed by a colon, a dash or the old subject. */
export const automaticSubjects: readonly string[] = [
  // dansk, norsk, nynorsk
  ...['automatisk svar', 'automatisk besvarelse', 'automatisk besked', 'autosvar', 'auto-svar', 'auto svar'],
  ...[
    'fraværsmelding',
    'fraværsbesked',
    'fraværsassistent',
    'fråværsmelding',
    'feriesvar',
    'feriebesked',
    'feriemelding',
  ],
  ...['ikke på kontoret', 'ikke til stede på kontoret', 'ikkje på kontoret', 'borte fra kontoret', 'ude af kontoret'],
  ...['automatisk kvittering', 'automatisk tilbakemelding', 'automatisk bekræftelse', 'automatisk bekreftelse'],
  // svenska
  ...['autosvar', 'automatiskt svar', 'automatsvar', 'autoreply', 'ej på kontoret', 'inte på kontoret', 'semestersvar'],
  ...['frånvaromeddelande', 'frånvarohanteraren', 'automatisk bekräftelse'],
  // English
  ...['automatic reply', 'auto reply', 'auto-reply', 'autoreply', 'auto response', 'auto-response', 'autoresponse'],
  ...['automated reply', 'automated response', 'out of office', 'out-of-office', 'out of the office', 'ooo'],
  ...[
    'out of office autoreply',
    'out of office auto-reply',
    'vacation reply',
    'away from the office',
    'automatic response',
  ],
  // Deutsch, suomi and others
  ...['automatische antwort', 'abwesenheitsnotiz', 'abwesenheitsmeldung', 'abwesend', 'nicht im büro'],
  ...['automaattinen vastaus', 'poissaoloilmoitus', 'poissa toimistosta', 'automaattivastaus', 'réponse automatique'],
  ...['automatisch antwoord', 'respuesta automática', 'risposta automatica'],
]

/** Subjects that people also use for other things; the body or a quoted subject must bear them out. */
export const absenceSubjects: readonly string[] = [
  ...['fravær', 'fråvær', 'fraværende', 'ikke til stede', 'ikkje til stades', 'ikke tilstede', 'ferie', 'på ferie'],
  ...[
    'jeg er på ferie',
    'jeg er ikke på kontoret',
    'jeg har ferie',
    'jeg er bortreist',
    'bortreist',
    'bortrejst',
    'borte',
  ],
  ...['sommerferie', 'ferielukket', 'feriestengt', 'barsel', 'permisjon', 'orlov', 'eg er på ferie', 'ute av kontoret'],
  ...['frånvaro', 'frånvarande', 'jag är borta', 'jag är inte på plats', 'jag är på semester', 'semester', 'borta'],
  ...['ledig', 'jag är ledig', 'föräldraledig', 'jag är frånvarande', 'inte på plats', 'ej på plats', 'bortrest'],
  ...[
    'away',
    'on vacation',
    'on holiday',
    'on leave',
    'annual leave',
    'i am away',
    "i'm away",
    'absence',
    'maternity leave',
  ],
  ...['abwesenheit', 'urlaub', 'im urlaub', 'lomalla', 'poissa', 'loma'],
]

/** A message that begins with one of these says itself that no person wrote it. */
export const automaticOpenings: readonly string[] = [
  ...[
    'dette er et automatisk svar',
    'dette er en automatisk',
    'dette er et autosvar',
    'denne e-mail er sendt automatisk',
  ],
  ...['denne mail er sendt automatisk', 'denne e-posten er sendt automatisk', 'denne mailen er automatisk'],
  ...['denne meldingen er sendt automatisk', 'denne e-mail er automatisk', 'denne e-posten er automatisk'],
  ...['dette er ei automatisk', 'dette er eit automatisk', 'automatisk svar', 'autosvar'],
  ...['detta är ett automatiskt', 'detta är ett autosvar', 'det här är ett automatiskt', 'det här är ett autosvar'],
  ...['detta mejl är automatiskt', 'detta mail har skickats automatiskt', 'detta är ett automatsvar'],
  ...['this is an automatic', 'this is an automated', 'this is an auto', 'this message was sent automatically'],
  ...['this message was generated automatically', 'this e-mail was sent automatically', 'automatic reply'],
  ...['dies ist eine automatische', 'diese nachricht wurde automatisch', 'tämä on automaattinen'],
]

/** The writer is away. */
export const absencePhrases: readonly string[] = [
  ...[
    'ikke på kontoret',
    'ikke til stede',
    'ikke tilstede',
    'er på ferie',
    'har ferie',
    'holder ferie',
    'er bortrejst',
  ],
  ...[
    'er bortreist',
    'er fraværende',
    'på barsel',
    'i permisjon',
    'har permisjon',
    'har fri',
    'holder fri',
    'på orlov',
  ],
  ...['har ikke mulighed for at læse', 'har ikke mulighet til å lese', 'har begrænset adgang', 'har begrenset tilgang'],
  ...[
    'er ute av kontoret',
    'er ude af huset',
    'er ude af kontoret',
    'er borte fra kontoret',
    'holder lukket',
    'avspaserer',
  ],
  ...[
    'ikkje på kontoret',
    'ikkje til stades',
    'har fått din mail og',
    'er sygemeldt',
    'er sykmeldt',
    'holder sommerferie',
  ],
  ...[
    'inte på kontoret',
    'ej på kontoret',
    'inte på plats',
    'är på semester',
    'har semester',
    'är bortrest',
    'är ledig',
  ],
  ...['är frånvarande', 'är föräldraledig', 'jag är borta', 'är tjänstledig', 'läser inte min', 'begränsad tillgång'],
  ...['är sjukskriven', 'har stängt för sommaren', 'är åter', 'är på tjänsteresa'],
  ...[
    'out of office',
    'out of the office',
    'on vacation',
    'on holiday',
    'on annual leave',
    'on leave',
    'on parental leave',
  ],
  ...[
    'on maternity leave',
    'away from my desk',
    'away from the office',
    'limited access to',
    'am away',
    'currently away',
  ],
  ...['currently travelling', 'no access to my email', "i'm away"],
  ...['nicht im büro', 'im urlaub', 'nicht im haus', 'bin abwesend', 'abwesend', 'lomalla', 'poissa toimistosta'],
]

/** When the writer is back, who to turn to meanwhile, thanks for a mail that was not read: what such answers add. */
export const absenceCompanions: readonly string[] = [
  ...[
    'tilbage',
    'tilbake',
    'til og med',
    'til og med',
    'indtil',
    'inntil',
    'fra og med',
    'i mit fravær',
    'i mitt fravær',
  ],
  ...[
    'haster det',
    'hvis det haster',
    'ved hastesager',
    'akutte',
    'hastesaker',
    'kontakt venligst',
    'vennligst kontakt',
  ],
  ...[
    'tak for din',
    'takk for din',
    'tak for mailen',
    'takk for e-posten',
    'takk for mailen',
    'tak for din henvendelse',
  ],
  ...['takk for henvendelsen', 'vil bli besvart', 'besvarer jeg', 'svarer på mail', 'svarer deg når', 'svarer når'],
  ...[
    'mailen bliver ikke',
    'e-posten blir ikke',
    'din e-mail vil ikke',
    'attende',
    'kontakt min kollega',
    'venligst kontakt',
  ],
  ...['tillbaka', 'åter', 'till och med', 'fram till', 'tack för ditt', 'tack för din', 'kontakta', 'vid brådskande'],
  ...[
    'om det är brådskande',
    'är ärendet brådskande',
    'under min frånvaro',
    'ditt mail kommer',
    'svarar på mail',
    'svarar när',
  ],
  ...['return', 'back on', 'be back', 'until', 'urgent', 'thank you for your', 'thanks for your', 'in my absence'],
  ...['will reply', 'will respond', 'please contact', 'during my absence'],
  ...['wieder', 'zurück', 'dringenden', 'vielen dank für ihre', 'palaan', 'kiireellisissä', 'tavoitettavissa', 'bis'],
]

/** The weakest sign, enough only under a subject of absence: the writer speaks of coming back. */
export const returnWords: readonly string[] = [
  ...['tilbage', 'tilbake', 'attende', 'tillbaka', 'åter', 'return', 'back', 'wieder', 'zurück', 'palaan', 'ferie'],
  ...['semester', 'ledig', 'vacation', 'holiday', 'urlaub', 'lomalla', 'permisjon', 'barsel', 'orlov'],
]
