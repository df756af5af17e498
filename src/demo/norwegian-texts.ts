import type { Chapter } from './chapter.ts'
import { meterPicture } from './enclosures.ts'

export const norwegianStory: readonly Chapter[] = [
  {
    inbox: 'hjelp',
    customer: { name: 'Ingrid Nygård', address: 'ingrid.nygard@kunde.example' },
    subject: 'Måleren viser bare streker',
    steps: [
      {
        kind: 'mail',
        at: '1d 09:25',
        text: 'Hei\n\nMåleren i gangen har bare vist streker siden i går morges. Strømmen er på, så det haster ikke, men jeg vil jo ikke betale for noe dere gjetter på. Bilde ligger ved.\n\nHilsen Ingrid Nygård, Fjordgata 12',
        enclosures: [meterPicture('maaler-streker.png', '------')],
      },
      { kind: 'change', at: '1d 09:40', by: 'siv', to: { matter: 'problem', tags: ['måler'] }, assignTo: 'siv' },
      {
        kind: 'reply',
        at: '1d 09:55',
        by: 'siv',
        text: 'Hei Ingrid\n\nTakk for bildet, det sparer oss for en tur. Skjermen er død, men måleren teller fortsatt, og vi får tallene dine hver time. Du betaler altså for det du bruker, ikke for noe vi gjetter.\n\nVi bytter skjermen i morgen mellom 12 og 14. Du trenger ikke være hjemme hvis måleren henger i gangen. Passer det?\n\nHilsen Siv',
      },
      { kind: 'mail', at: '140m', text: 'Det passer fint. Nøkkelen til oppgangen ligger hos vaktmesteren.\n\nIngrid' },
      { kind: 'note', at: '131m', by: 'siv', text: 'Sagt fra til Jonas: nøkkel hos vaktmester, skjerm type E-31.' },
    ],
  },
  {
    inbox: 'hjelp',
    customer: { name: 'Bjørnar Hauge', address: 'bjornar.hauge@fjellpost.example' },
    subject: 'Uten strøm på hytta',
    steps: [
      {
        kind: 'mail',
        at: '2d 17:35',
        text: 'Hei, vi kom nettopp opp til hytta på Lia, og her er det mørkt. Sikringene er hele. Er det noe galt på linja?\n\nBjørnar',
      },
      {
        kind: 'reply',
        at: '2d 17:44',
        by: 'kari',
        text: 'Hei Bjørnar\n\nJa, et tre ligger over linja ved Lia bru. Laget er på vei med scooter og regner med å være ferdig klokka 21. Jeg skriver når strømmen er tilbake. Fyr godt så lenge!\n\nHilsen Kari',
      },
      {
        kind: 'mail',
        at: '2d 17:45',
        automatic: true,
        subject: 'Automatisk svar: Uten strøm på hytta',
        text: 'Jeg er på hytta til og med søndag og har dårlig dekning. Haster det, ring Gerd på 900 00 000.',
      },
      {
        kind: 'reply',
        at: '2d 20:31',
        by: 'kari',
        text: 'Hei Bjørnar\n\nTreet er vekk, og linja fikk spenning 20:26. Fryser det på i natt, så gi beskjed hvis det blinker.\n\nHilsen Kari',
      },
    ],
  },
  {
    inbox: 'hjelp',
    customer: { name: 'Aase Lunde', address: 'aase.lunde@kunde.example' },
    subject: 'Flytter til omsorgsbolig',
    steps: [
      {
        kind: 'mail',
        at: '1d 11:05',
        text: 'God dag\n\nJeg er 86 år og flytter til omsorgsbolig på fredag. Datteren min sier at jeg må si opp strømmen. Hva gjør jeg? Jeg vil helst slippe å trykke på noe.\n\nVennlig hilsen Aase Lunde',
      },
      {
        kind: 'reply',
        at: '1d 11:32',
        by: 'siv',
        text: 'Kjære Aase\n\nDu skal ikke trykke på noe. Dette brevet er nok: Jeg har sagt opp strømmen fra fredag, og vi leser av måleren selv. Den siste regningen kommer om to uker, og er du enig i den, er alt ferdig.\n\nLykke til med flyttingen!\n\nHilsen Siv',
      },
      { kind: 'mail', at: '1d 14:50', text: 'Tusen takk, Siv. Så enkelt det kan være. Hils familien din.\n\nAase' },
      { kind: 'change', at: '1d 15:00', by: 'siv', to: { status: 'resolved', tags: ['flytting'] } },
    ],
  },
  {
    inbox: 'hjelp',
    customer: { name: 'Henrik Moe', address: 'henrik@moe-gard.example' },
    subject: 'Solceller på låven: hva får vi for strømmen?',
    steps: [
      {
        kind: 'mail',
        at: '38m',
        text: 'Hei\n\nVi legger 40 kvadratmeter solceller på låven i april. Hva betaler dere for det vi ikke bruker selv, og må vi ha ny måler? Montøren spør om skjemaet skal gå til dere eller nettselskapet.\n\nHilsen Henrik Moe',
      },
    ],
  },
  {
    inbox: 'hjelp',
    customer: { name: 'Tone Fjeldstad', address: 'tone.fjelstad@kunde.example' },
    subject: 'Bytte til eFaktura',
    steps: [
      {
        kind: 'mail',
        at: '1d 16:10',
        trust: 'unknown',
        text: 'Hei, kan jeg få eFaktura i stedet for papir? Kundenummer 40218.\n\nTone Fjeldstad',
      },
      {
        kind: 'reply',
        at: '1d 16:18',
        by: 'kari',
        text: 'Hei Tone\n\nDet er ordnet. Den neste fakturaen kommer i nettbanken, og papiret slutter samtidig. Du må godkjenne den én gang.\n\nHilsen Kari',
      },
      {
        kind: 'note',
        at: '1d 16:30',
        by: 'kari',
        text: 'Svaret kom ikke fram: adressen hun skrev fra mangler en d. Jeg ringer henne i morgen.',
      },
    ],
  },
  {
    inbox: 'hjelp',
    customer: { name: 'Per-Olav Strand', address: 'per.olav@strandnett.example' },
    subject: 'Purring på en regning jeg har betalt',
    steps: [
      {
        kind: 'mail',
        at: '2d 13:00',
        text: 'Hei\n\nI dag fikk jeg purring på januar. Den betalte jeg den 14., kvitteringsnummer 88 120. Hva er det dere purrer på?\n\nPer-Olav Strand',
      },
      {
        kind: 'reply',
        at: '2d 13:40',
        by: 'holm',
        text: 'Hei Per-Olav\n\nDu har betalt. Betalingen kom uten KID og ble liggende hos oss, så purringen gikk ut likevel. Den er slettet, gebyret også, og du trenger ikke gjøre noe.\n\nBeklager bryet.\n\nHilsen Anders',
      },
      { kind: 'bounce', at: '2d 13:42', words: 'Mailbox full' },
      {
        kind: 'note',
        at: '2d 14:05',
        by: 'holm',
        text: 'Innboksen hans er full. Sendt SMS; prøver e-posten igjen på fredag.',
      },
    ],
  },
  {
    inbox: 'hjelp',
    customer: { name: 'Solveig Dahl', address: 'solveig.dahl@kunde.example' },
    subject: 'Når kommer montøren?',
    steps: [
      {
        kind: 'mail',
        at: '85m',
        text: 'Hei, dere skulle komme i dag mellom 10 og 12. Jeg må hente i barnehagen 12:15. Rekker dere det?\n\nSolveig',
      },
      {
        kind: 'reply',
        at: '74m',
        by: 'siv',
        held: true,
        text: 'Hei Solveig\n\nJa. Jonas er ferdig hos naboen din om en halv time og ringer på hos deg før 11:30. Blir han forsinket, ringer jeg deg, så du rekker barnehagen.\n\nHilsen Siv',
      },
    ],
  },
]
