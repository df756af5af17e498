import { defineTexts } from '../../../web/kit/texts.ts'

export const texts = defineTexts({
  name: {
    da: 'Virksomhedens navn',
    nb: 'Virksomhetens navn',
    sv: 'Verksamhetens namn',
    en: 'Name of the organisation',
  },
  nameHint: {
    da: 'Kunderne ser det som afsender.',
    nb: 'Kundene ser det som avsender.',
    sv: 'Kunderna ser det som avsändare.',
    en: 'Customers see it as the sender.',
  },
  writeName: { da: 'Skriv et navn.', nb: 'Skriv et navn.', sv: 'Skriv ett namn.', en: 'Write a name.' },
  country: { da: 'Land', nb: 'Land', sv: 'Land', en: 'Country' },
  countryHint: {
    da: 'Bestemmer helligdagene.',
    nb: 'Bestemmer helligdagene.',
    sv: 'Avgör helgdagarna.',
    en: 'Decides the public holidays.',
  },
  language: { da: 'Husets sprog', nb: 'Husets språk', sv: 'Husets språk', en: 'The house’s language' },
  languageHint: {
    da: 'Bruges, når vi ikke kender kundens eller kollegaens eget.',
    nb: 'Brukes når vi ikke kjenner kundens eller kollegaens eget.',
    sv: 'Används när vi inte känner kundens eller kollegans eget.',
    en: 'Used when we don’t know the customer’s or the colleague’s own.',
  },
  timeZone: { da: 'Tidszone', nb: 'Tidssone', sv: 'Tidszon', en: 'Time zone' },
  nothingFound: { da: 'Ingen passer', nb: 'Ingen passer', sv: 'Ingen passar', en: 'None fits' },
  save: { da: 'Gem', nb: 'Lagre', sv: 'Spara', en: 'Save' },
  saved: { da: 'Gemt', nb: 'Lagret', sv: 'Sparat', en: 'Saved' },
  onlyAdmins: {
    da: 'Kun en administrator kan ændre det her.',
    nb: 'Bare en administrator kan endre dette.',
    sv: 'Bara en administratör kan ändra det här.',
    en: 'Only an administrator can change this.',
  },
})
