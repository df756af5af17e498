import type { RelayCheck } from '../../channels/email/wire/smtp-relay.ts'
import type { ImapTrial } from '../../channels/email/wire/try-imap-account.ts'
import { fill, type Language, type Text } from '../../core/texts.ts'
import type { TestResult } from './contract.ts'

/** What went wrong with a mail server, and what to do about it. */
export const mailProblems = {
  address: {
    da: 'Serverens adresse kan ikke bruges. Se efter, om navnet er skrevet rigtigt.',
    nb: 'Adressen til serveren kan ikke brukes. Se etter om navnet er riktig skrevet.',
    sv: 'Serverns adress går inte att använda. Kontrollera att namnet är rätt skrivet.',
    en: 'The server’s address can’t be used. Check that its name is spelled right.',
  },
  dns: {
    da: 'Der findes ingen server med det navn. Se efter, om det er skrevet rigtigt.',
    nb: 'Det finnes ingen server med det navnet. Se etter om det er riktig skrevet.',
    sv: 'Det finns ingen server med det namnet. Kontrollera att det är rätt skrivet.',
    en: 'There is no server with that name. Check that it is spelled right.',
  },
  unreachable: {
    da: 'Ingen svarer på den server og port. Prøv en anden port, eller spørg jeres udbyder.',
    nb: 'Ingen svarer på den serveren og porten. Prøv en annen port, eller spør leverandøren deres.',
    sv: 'Ingen svarar på den servern och porten. Prova en annan port eller fråga er leverantör.',
    en: 'Nothing answers at that server and port. Try another port, or ask your provider.',
  },
  silent: {
    da: 'Serveren svarer ikke i tide. Ofte er porten forkert, eller en firewall er i vejen.',
    nb: 'Serveren svarer ikke i tide. Ofte er porten feil, eller en brannmur er i veien.',
    sv: 'Servern svarar inte i tid. Ofta är porten fel, eller så är en brandvägg i vägen.',
    en: 'The server does not answer in time. Often the port is wrong, or a firewall is in the way.',
  },
  tls: {
    da: 'Der kom ingen sikker forbindelse i stand. Prøv en anden sikkerhed (TLS eller STARTTLS), eller se efter serverens certifikat.',
    nb: 'Det ble ingen sikker forbindelse. Prøv en annen sikkerhet (TLS eller STARTTLS), eller se på sertifikatet til serveren.',
    sv: 'Det gick inte att få en säker anslutning. Prova en annan säkerhet (TLS eller STARTTLS) eller kontrollera serverns certifikat.',
    en: 'No safe connection could be made. Try the other security (TLS or STARTTLS), or look at the server’s certificate.',
  },
  password: {
    da: 'Serveren tager ikke imod brugernavnet og adgangskoden.',
    nb: 'Serveren godtar ikke brukernavnet og passordet.',
    sv: 'Servern godtar inte användarnamnet och lösenordet.',
    en: 'The server does not accept the user name and password.',
  },
  'sign-in-needed': {
    da: 'Udbyderen tager ikke imod en almindelig adgangskode her. Brug en app-adgangskode, eller forbind med udbyderens eget login.',
    nb: 'Leverandøren godtar ikke et vanlig passord her. Bruk et app-passord, eller koble til med leverandørens egen innlogging.',
    sv: 'Leverantören godtar inte ett vanligt lösenord här. Använd ett applösenord eller anslut med leverantörens egen inloggning.',
    en: 'The provider takes no plain password here. Use an app password, or connect with the provider’s own sign-in.',
  },
  folder: {
    da: 'En af mapperne findes ikke i postkassen.',
    nb: 'En av mappene finnes ikke i postkassen.',
    sv: 'En av mapparna finns inte i brevlådan.',
    en: 'One of the folders is not in the mailbox.',
  },
  desk: {
    da: 'Løfte kan ikke tage imod mails lige nu. De bliver liggende på serveren så længe.',
    nb: 'Løfte kan ikke ta imot e-post akkurat nå. Den blir liggende på serveren så lenge.',
    sv: 'Løfte kan inte ta emot e-post just nu. Den ligger kvar på servern så länge.',
    en: 'Løfte can’t take mail right now. It stays on the server meanwhile.',
  },
  server: {
    da: 'Serveren svarede noget uventet.',
    nb: 'Serveren svarte noe uventet.',
    sv: 'Servern svarade något oväntat.',
    en: 'The server answered something unexpected.',
  },
  refused: {
    da: 'Serveren sagde nej.',
    nb: 'Serveren sa nei.',
    sv: 'Servern sade nej.',
    en: 'The server said no.',
  },
} satisfies Record<(ImapTrial & { ok: false })['problem'] | (RelayCheck & { ok: false })['problem'], Text>

const imapWorks: Text = {
  da: 'Forbindelsen virker. Mails i de valgte mapper: {messages}.',
  nb: 'Forbindelsen virker. E-poster i de valgte mappene: {messages}.',
  sv: 'Anslutningen fungerar. E-brev i de valda mapparna: {messages}.',
  en: 'The connection works. Mails in the chosen folders: {messages}.',
}
const relayWorks: Text = {
  da: 'Forbindelsen virker. Der blev ikke sendt noget.',
  nb: 'Forbindelsen virker. Ingenting ble sendt.',
  sv: 'Anslutningen fungerar. Ingenting skickades.',
  en: 'The connection works. Nothing was sent.',
}

/** Problems whose facts (a folder’s name, what the server said) are only in the mail code’s own words. */
const withFacts = new Set(['address', 'tls', 'folder', 'server', 'refused'])

function problemWords(trial: { problem: keyof typeof mailProblems; words: string }, language: Language): string {
  const meaning = mailProblems[trial.problem][language]
  return withFacts.has(trial.problem) ? `${meaning} (${trial.words})` : meaning
}

/** A trial of an IMAP account, in the asker's language. */
export function imapTestResult(trial: ImapTrial, language: Language): TestResult {
  if (!trial.ok) {
    return { ok: false, words: problemWords(trial, language), problem: trial.problem, folders: [], messages: null }
  }
  const { folders, messages } = trial
  return { ok: true, words: fill(imapWorks[language], { messages }), problem: null, folders, messages }
}

/** A trial of a relay, in the asker's language. */
export function relayTestResult(trial: RelayCheck, language: Language): TestResult {
  const nothing = { folders: [], messages: null }
  return trial.ok
    ? { ok: true, words: relayWorks[language], problem: null, ...nothing }
    : { ok: false, words: problemWords(trial, language), problem: trial.problem, ...nothing }
}
