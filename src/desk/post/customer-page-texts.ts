import type { Text } from '../../core/texts.ts'

/** Words for the customer: they differ from ours, because "closed" frightens people. */
export const customerPageTexts = {
  number: { da: 'Sag {number}', nb: 'Sak {number}', sv: 'Ärende {number}', en: 'Case {number}' },
  status: {
    new: {
      da: 'Vi har fået din henvendelse',
      nb: 'Vi har fått henvendelsen din',
      sv: 'Vi har fått ditt meddelande',
      en: 'We have received your message',
    },
    open: { da: 'Vi arbejder på den', nb: 'Vi jobber med den', sv: 'Vi arbetar med det', en: 'We are working on it' },
    waiting: {
      da: 'Vi har svaret dig',
      nb: 'Vi har svart deg',
      sv: 'Vi har svarat dig',
      en: 'We have answered you',
    },
    resolved: { da: 'Løst', nb: 'Løst', sv: 'Löst', en: 'Solved' },
    spam: {
      da: 'Vi har fået din mail',
      nb: 'Vi har fått e-posten din',
      sv: 'Vi har fått ditt mejl',
      en: 'We have received your e-mail',
    },
  } satisfies Record<string, Text>,
  received: {
    da: 'Du skrev til os {when}.',
    nb: 'Du skrev til oss {when}.',
    sv: 'Du skrev till oss {when}.',
    en: 'You wrote to us on {when}.',
  },
  answered: {
    da: 'Et menneske svarede dig {when}.',
    nb: 'Et menneske svarte deg {when}.',
    sv: 'En människa svarade dig {when}.',
    en: 'A person answered you on {when}.',
  },
  notAnswered: {
    da: 'Et menneske læser den og svarer dig på mail.',
    nb: 'Et menneske leser den og svarer deg på e-post.',
    sv: 'En människa läser det och svarar dig per mejl.',
    en: 'A person will read it and answer you by e-mail.',
  },
  howOn: {
    da: 'Har du mere at fortælle, så svar på vores mail, eller skriv til {address}.',
    nb: 'Har du mer å fortelle, svarer du på e-posten vår eller skriver til {address}.',
    sv: 'Vill du berätta mer kan du svara på vårt mejl eller skriva till {address}.',
    en: 'If there is more to tell, reply to our e-mail or write to {address}.',
  },
  unknown: {
    da: 'Det link kender vi ikke',
    nb: 'Den lenken kjenner vi ikke',
    sv: 'Den länken känner vi inte',
    en: 'We don’t know that link',
  },
  unknownHelp: {
    da: 'Måske er det ikke kommet helt med. Åbn det igen fra mailen.',
    nb: 'Kanskje den ikke kom helt med. Åpne den på nytt fra e-posten.',
    sv: 'Kanske kom den inte med i sin helhet. Öppna den igen från mejlet.',
    en: 'Perhaps it was cut short. Open it again from the e-mail.',
  },
}
