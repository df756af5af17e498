import { defineTexts } from '../texts.ts'

/** The words every screen shares. */
export const texts = defineTexts({
  noAnswer: {
    da: 'Løfte svarer ikke lige nu. Intet er gået tabt; det, du skrev, står her endnu. Prøv igen om lidt.',
    nb: 'Løfte svarer ikke akkurat nå. Ingenting er tapt; det du skrev, står her fortsatt. Prøv igjen om litt.',
    sv: 'Løfte svarar inte just nu. Inget har gått förlorat; det du skrev står kvar här. Försök igen om en stund.',
    en: 'Løfte isn’t answering right now. Nothing is lost; what you wrote is still here. Try again in a moment.',
  },
  notLoaded: {
    da: 'Det kunne ikke hentes',
    nb: 'Dette kunne ikke hentes',
    sv: 'Det gick inte att hämta',
    en: 'This could not be fetched',
  },
  tryAgain: { da: 'Prøv igen', nb: 'Prøv igjen', sv: 'Försök igen', en: 'Try again' },
  undo: { da: 'Fortryd', nb: 'Angre', sv: 'Ångra', en: 'Undo' },
  dismiss: { da: 'Fjern beskeden', nb: 'Fjern meldingen', sv: 'Ta bort meddelandet', en: 'Dismiss' },
  more: { da: 'Vis flere', nb: 'Vis flere', sv: 'Visa fler', en: 'Show more' },
  fetching: { da: 'Henter', nb: 'Henter', sv: 'Hämtar', en: 'Fetching' },
  shortcuts: { da: 'Genvejstaster', nb: 'Hurtigtaster', sv: 'Kortkommandon', en: 'Keyboard shortcuts' },
  shortcutsOff: {
    da: 'Enkelttaster er slået fra. Slå dem til i menuen under dit navn.',
    nb: 'Enkelttaster er slått av. Slå dem på i menyen under navnet ditt.',
    sv: 'Enkla tangenter är avstängda. Slå på dem i menyn under ditt namn.',
    en: 'Single keys are off. Turn them on in the menu under your name.',
  },
  showShortcuts: {
    da: 'Vis genvejstaster',
    nb: 'Vis hurtigtaster',
    sv: 'Visa kortkommandon',
    en: 'Show keyboard shortcuts',
  },
  afterwards: { da: 'så', nb: 'så', sv: 'sedan', en: 'then' },
  close: { da: 'Luk', nb: 'Lukk', sv: 'Stäng', en: 'Close' },
  now: { da: 'lige nu', nb: 'akkurat nå', sv: 'just nu', en: 'just now' },
  promiseOpen: {
    da: 'Løfte: falder {due}',
    nb: 'Løfte: forfaller {due}',
    sv: 'Löfte: ska hållas {due}',
    en: 'Promise: due {due}',
  },
  promiseKept: { da: 'Løftet er holdt', nb: 'Løftet er holdt', sv: 'Löftet är hållet', en: 'Promise kept' },
  promiseBroken: {
    da: 'Løftet blev brudt {due}',
    nb: 'Løftet ble brutt {due}',
    sv: 'Löftet bröts {due}',
    en: 'Promise broken {due}',
  },
  promiseRenewed: {
    da: 'Løftet er fornyet',
    nb: 'Løftet er fornyet',
    sv: 'Löftet är förnyat',
    en: 'Promise renewed',
  },
  promiseReleased: {
    da: 'Løftet er ikke længere nødvendigt',
    nb: 'Løftet trengs ikke lenger',
    sv: 'Löftet behövs inte längre',
    en: 'Promise no longer needed',
  },
})
