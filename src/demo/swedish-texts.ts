import type { Chapter } from './chapter.ts'
import { onePagePdf } from './enclosures.ts'

export const swedishStory: readonly Chapter[] = [
  {
    inbox: 'kund',
    customer: { name: 'Åsa Lindqvist', address: 'asa.lindqvist@kund.example' },
    subject: 'Elavbrott på Björkgatan',
    steps: [
      {
        kind: 'mail',
        at: '3d 18:20',
        text: 'Hej!\n\nHela Björkgatan är mörk sedan kvart över sex. Jag jobbar natt och behöver veta om det hinner komma tillbaka.\n\nÅsa Lindqvist',
      },
      {
        kind: 'reply',
        at: '3d 18:27',
        by: 'siv',
        text: 'Hej Åsa!\n\nEn säkring i nätstationen har gått, och montören är framme om tjugo minuter. Räkna med el igen klockan 19:15. Jag hör av mig då, hur det än går.\n\nHälsningar Siv',
      },
      {
        kind: 'reply',
        at: '3d 19:08',
        by: 'siv',
        text: 'Hej Åsa!\n\nNu är strömmen tillbaka. Ha en lugn natt på jobbet.\n\nHälsningar Siv',
      },
      { kind: 'mail', at: '3d 19:15', text: 'Ja, det lyser! Tack för snabbt svar. /Åsa' },
      { kind: 'change', at: '3d 19:20', by: 'siv', to: { status: 'resolved', tags: ['avbrott'] } },
    ],
  },
  {
    inbox: 'kund',
    customer: { name: 'Gustav Bergström', address: 'gustav@bergstrom.example' },
    subject: 'Fakturan stämmer inte med mätaren',
    steps: [
      {
        kind: 'mail',
        at: '1d 10:15',
        text: 'Hej\n\nPå fakturan står det 1 420 kWh. På mätaren har det gått 1 042 sedan förra avläsningen. Någon har kastat om siffrorna, tror jag. Jag bifogar fakturan.\n\nGustav Bergström',
        enclosures: [
          onePagePdf('faktura-2026-02.pdf', [
            'Nordlys Ström',
            '',
            'Faktura 20 118',
            'Förbrukning: 1 420 kWh',
            'Att betala: 2 556 kr',
          ]),
        ],
      },
      { kind: 'change', at: '1d 10:30', by: 'holm', to: { matter: 'problem', tags: ['faktura'] }, assignTo: 'holm' },
      {
        kind: 'note',
        at: '1d 10:44',
        by: 'holm',
        text: 'Han har rätt: 1042 i mätvärdena, 1420 på fakturan. Inskriven för hand den 3. Finns det fler från samma dag? @Siv',
      },
      { kind: 'note', at: '200m', by: 'siv', text: 'Två till. Jag rättar dem och skriver till båda i dag.' },
    ],
  },
  {
    inbox: 'kund',
    customer: { name: 'Elin Öberg', address: 'elin.oberg@kund.example' },
    subject: 'Flyttar till Malmö i maj',
    steps: [
      {
        kind: 'mail',
        at: '26m',
        text: 'Hej!\n\nJag flyttar från Lund till Malmö den 2 maj. Kan jag behålla mitt avtal med fast pris till oktober, eller måste jag teckna ett nytt? Och måste jag vara hemma när ni stänger av?\n\nVänliga hälsningar\nElin Öberg',
      },
    ],
  },
  {
    inbox: 'kund',
    customer: { name: 'Nils Sandberg', address: 'nils.sandberg@kund.example' },
    subject: 'Tack',
    steps: [
      {
        kind: 'mail',
        at: '2d 15:30',
        text: 'Hej\n\nJag har bytt elbolag fyra gånger på tio år. Det här är första gången någon har ringt tillbaka när de sa att de skulle göra det. Ville bara att ni skulle veta.\n\nNils Sandberg',
      },
      {
        kind: 'reply',
        at: '2d 15:52',
        by: 'siv',
        text: 'Hej Nils!\n\nDet värmde. Jag hängde upp ditt mejl i fikarummet. Vi fortsätter att ringa när vi har sagt det.\n\nHälsningar Siv',
      },
      { kind: 'change', at: '2d 15:53', by: 'siv', to: { status: 'resolved', matter: 'praise' } },
    ],
  },
  {
    inbox: 'kund',
    customer: { name: 'Maja Holmgren', address: 'maja.holmgren@kund.example' },
    subject: 'Fyrtio minuter i telefonkö',
    steps: [
      {
        kind: 'mail',
        at: '1d 13:37',
        text: 'Hej\n\nJag satt fyrtio minuter i er telefonkö i går, och sedan bröts samtalet. På er webbplats står det fem minuter. Antingen svarar ni på fem minuter, eller så skriver ni något annat.\n\nMaja Holmgren',
      },
      { kind: 'change', at: '1d 13:50', by: 'kari', to: { matter: 'complaint', priority: 'high' }, assignTo: 'kari' },
      {
        kind: 'reply',
        at: '1d 14:25',
        by: 'kari',
        text: 'Hej Maja!\n\nDu har rätt. I går var vi två i stället för sex, och då ska det inte stå fem minuter. Från och med i dag visar sidan den väntetid som gäller just då, och du kan låta oss ringa upp i stället.\n\nVad gällde samtalet? Jag ringer dig själv i morgon klockan 10, om det passar.\n\nKari Solberg',
      },
      {
        kind: 'mail',
        at: '1d 20:11',
        text: 'Tack för ett rakt svar. Klockan 10 går bra. Det gäller en trasig mätare i sommarstugan.\n\nMaja',
      },
    ],
  },
]
