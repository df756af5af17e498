import { refusals } from '../../core/refusal.ts'

export const conversationRefusals = refusals({
  stale_view: {
    status: 409,
    text: {
      da: 'Der er kommet noget nyt, siden du begyndte at skrive. Læs det først.',
      nb: 'Det har kommet noe nytt siden du begynte å skrive. Les det først.',
      sv: 'Det har kommit något nytt sedan du började skriva. Läs det först.',
      en: 'Something new has come since you began to write. Read it first.',
    },
  },
  unknown_inbox: {
    status: 422,
    text: {
      da: 'Den indbakke findes ikke, eller du er ikke med i den.',
      nb: 'Den innboksen finnes ikke, eller du er ikke med i den.',
      sv: 'Den inkorgen finns inte, eller så är du inte med i den.',
      en: 'That inbox does not exist, or you are not a member of it.',
    },
  },
  unknown_assignee: {
    status: 422,
    text: {
      da: 'Den kollega findes ikke eller kan ikke se denne indbakke.',
      nb: 'Den kollegaen finnes ikke eller kan ikke se denne innboksen.',
      sv: 'Den kollegan finns inte eller kan inte se den här inkorgen.',
      en: 'That colleague does not exist or can’t see this inbox.',
    },
  },
  unknown_team: {
    status: 422,
    text: {
      da: 'Det team findes ikke.',
      nb: 'Det teamet finnes ikke.',
      sv: 'Det teamet finns inte.',
      en: 'That team does not exist.',
    },
  },
  unknown_message: {
    status: 422,
    text: {
      da: 'Beskeden, der skulle videresendes, findes ikke i denne samtale.',
      nb: 'Meldingen som skulle videresendes, finnes ikke i denne samtalen.',
      sv: 'Meddelandet som skulle vidarebefordras finns inte i den här konversationen.',
      en: 'The message to forward is not in this conversation.',
    },
  },
  nobody_to_write_to: {
    status: 422,
    text: {
      da: 'Vi kender ingen adresse at svare på. Skriv, hvem svaret skal til.',
      nb: 'Vi har ingen adresse å svare til. Skriv hvem svaret skal til.',
      sv: 'Vi har ingen adress att svara på. Ange vem svaret ska till.',
      en: 'There is no address to answer. Say whom it should go to.',
    },
  },
  nothing_written: {
    status: 422,
    text: {
      da: 'Der er ingen ord tilbage at sende.',
      nb: 'Det er ingen ord igjen å sende.',
      sv: 'Det finns inga ord kvar att skicka.',
      en: 'There are no words left to send.',
    },
  },
  unknown_attachment: {
    status: 422,
    text: {
      da: 'En vedhæftet fil findes ikke længere. Vedhæft den igen.',
      nb: 'Et vedlegg finnes ikke lenger. Legg det ved på nytt.',
      sv: 'En bifogad fil finns inte längre. Bifoga den igen.',
      en: 'An attached file is no longer there. Attach it again.',
    },
  },
  no_file: {
    status: 422,
    text: {
      da: 'Der var ingen fil i det sendte.',
      nb: 'Det var ingen fil i det som ble sendt.',
      sv: 'Det fanns ingen fil i det som skickades.',
      en: 'There was no file in what was sent.',
    },
  },
  picture_not_fetched: {
    status: 409,
    text: {
      da: 'Billedet kunne ikke hentes.',
      nb: 'Bildet kunne ikke hentes.',
      sv: 'Bilden kunde inte hämtas.',
      en: 'The picture could not be fetched.',
    },
  },
  already_left: {
    status: 409,
    text: {
      da: 'Den er allerede sendt og kan ikke kaldes tilbage.',
      nb: 'Den er allerede sendt og kan ikke trekkes tilbake.',
      sv: 'Det har redan skickats och kan inte dras tillbaka.',
      en: 'It has already left and can’t be taken back.',
    },
  },
  spam_is_not_answered: {
    status: 409,
    text: {
      da: 'Samtalen er markeret som spam. Åbn den igen for at svare.',
      nb: 'Samtalen er merket som søppelpost. Åpne den igjen for å svare.',
      sv: 'Konversationen är markerad som skräppost. Öppna den igen för att svara.',
      en: 'This conversation is marked as spam. Open it again to answer.',
    },
  },
  forward_needs_recipient: {
    status: 422,
    text: {
      da: 'Skriv, hvem den skal videresendes til.',
      nb: 'Skriv hvem den skal videresendes til.',
      sv: 'Ange vem det ska vidarebefordras till.',
      en: 'Say whom to forward it to.',
    },
  },
  customer_stays: {
    status: 409,
    text: {
      da: 'Kunden selv kan ikke fjernes fra sin samtale.',
      nb: 'Kunden selv kan ikke fjernes fra samtalen sin.',
      sv: 'Kunden själv kan inte tas bort från sin konversation.',
      en: 'The customer can’t be removed from their own conversation.',
    },
  },
})
