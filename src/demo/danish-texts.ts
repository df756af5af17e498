import type { Chapter } from './chapter.ts'
import { meterPicture, onePagePdf } from './enclosures.ts'

const mette = { name: 'Mette Dam', address: 'mette.dam@kunde.example' }
const soren = { name: 'Søren Kjær', address: 'soren@kunde.example' }
const birthe = { name: 'Birthe Aagaard', address: 'birthe.aagaard@postkasse.example' }

export const danishStory: readonly Chapter[] = [
  {
    inbox: 'support',
    customer: soren,
    subject: 'Strømmen er væk på Strandvejen',
    steps: [
      {
        kind: 'mail',
        at: '4d 21:12',
        text: 'Hej\n\nStrømmen gik for ti minutter siden hos os på Strandvejen 14. Naboerne har heller ikke lys. Ved I noget?\n\nHilsen Søren Kjær',
      },
      {
        kind: 'reply',
        at: '4d 21:20',
        by: 'holm',
        text: 'Hej Søren\n\nJa, et kabel er gravet over ved Havnegade, og 212 husstande er uden strøm. Montøren er der nu og regner med at være færdig kl. 23.30. Jeg skriver til dig igen senest kl. 23.30, også hvis det trækker ud.\n\nHilsen Anders',
      },
      {
        kind: 'note',
        at: '4d 22:48',
        by: 'holm',
        text: 'Montøren ringede: muffen er sat, de tænder for Strandvejen først.',
      },
      {
        kind: 'reply',
        at: '4d 23:09',
        by: 'holm',
        text: 'Hej Søren\n\nNu skulle I have lys igen, tyve minutter før jeg lovede. Er der noget, der ikke er kommet tilbage, så skriv bare her.\n\nHilsen Anders',
      },
      {
        kind: 'mail',
        at: '3d 07:31',
        text: 'Det kom igen lige inden kaffen var slut. Tak, fordi du skrev undervejs. Så kan man sove.\n\nSøren',
      },
      {
        kind: 'change',
        at: '3d 08:05',
        by: 'holm',
        to: { status: 'resolved', matter: 'problem', tags: ['afbrydelse', 'Havnegade'] },
      },
    ],
  },
  {
    inbox: 'support',
    customer: mette,
    subject: 'Vi flytter den 1.',
    steps: [
      {
        kind: 'mail',
        at: '3d 10:02',
        text: 'Kære Nordlys\n\nDen 1. flytter vi fra Elmevej 3 til Åboulevarden 88, 2. tv. Kan vi tage aftalen med, og skal vi selv læse måleren af? Jeg har lagt et billede af den ved, som den står i dag, og forsiden af lejekontrakten.\n\nVenlig hilsen\nMette Dam',
        enclosures: [
          meterPicture('maaler-elmevej.png', '048213'),
          onePagePdf('lejekontrakt.pdf', [
            'Lejekontrakt',
            '',
            'Åboulevarden 88, 2. tv.',
            'Lejer: Mette og Thomas Dam',
            'Indflytning: den 1.',
          ]),
        ],
      },
      {
        kind: 'reply',
        at: '3d 11:26',
        by: 'siv',
        text: 'Hej Mette\n\nAftalen følger med, og prisen er den samme. Måleren på Elmevej læser vi selv af natten til den 1., så den skal I ikke tænke på. På Åboulevarden er der strøm fra den dag, I får nøglen.\n\nHvilken dato får I nøglen? Så bestiller jeg det med det samme.\n\nHilsen Siv',
      },
      { kind: 'change', at: '3d 11:27', by: 'siv', to: { tags: ['flytning'], stage: 'before' } },
      {
        kind: 'mail',
        at: '2d 19:40',
        from: { name: 'Thomas Dam', address: 'thomas@dam-byg.example' },
        trust: 'unknown',
        text: 'Hej Siv\n\nMette bad mig svare: vi får nøglen den 29. om formiddagen. Kan I også sende regningen til mig fremover?\n\nThomas',
      },
      {
        kind: 'note',
        at: '1d 08:50',
        by: 'siv',
        text: 'Thomas skriver fra en adresse, vi ikke kender. Jeg spørger Mette, før jeg ændrer, hvem der får regningen.',
      },
      {
        kind: 'reply',
        at: '1d 08:58',
        by: 'siv',
        text: 'Hej Mette\n\nThomas har skrevet til os, at I får nøglen den 29. Er det rigtigt, og er du med på, at regningen fremover går til ham? Skriv ja her, så klarer jeg begge dele i dag.\n\nHilsen Siv',
      },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Jens Peter Holst', address: 'jp.holst@kunde.example' },
    subject: 'Regningen for februar er dobbelt så høj',
    steps: [
      {
        kind: 'mail',
        at: '2d 09:17',
        text: 'Goddag\n\nJeg plejer at betale 640 kr. om måneden. For februar vil I have 1.312 kr. Vi var på Tenerife i tre uger, så det kan ikke passe.\n\nJens Peter Holst',
      },
      {
        kind: 'note',
        at: '2d 10:30',
        by: 'holm',
        text: 'Måler 5713 og 5731 er byttet om i kundekortet siden målerskiftet i januar: han har fået naboens forbrug. @Kari, må jeg kreditere begge uden at vente på netselskabet?',
      },
      {
        kind: 'note',
        at: '2d 10:41',
        by: 'kari',
        text: 'Ja, gør det. Skriv også til naboen, før han opdager det selv.',
      },
      {
        kind: 'reply',
        at: '2d 11:15',
        by: 'holm',
        text: 'Hej Jens Peter\n\nDu har ret, og fejlen er vores. Da måleren blev skiftet i januar, blev din og naboens byttet om hos os, så du har fået hans forbrug. Du skylder 598 kr. for februar, ikke 1.312. Den nye regning har du senest på torsdag, og den gamle skal du ikke betale.\n\nDet beklager jeg.\n\nHilsen Anders',
      },
      { kind: 'change', at: '2d 11:16', by: 'holm', to: { matter: 'problem', tags: ['regning'] } },
    ],
  },
  {
    inbox: 'support',
    customer: birthe,
    subject: 'Tredje gang ingen kom',
    steps: [
      {
        kind: 'mail',
        at: '190m',
        text: 'Til den ansvarlige\n\nI dag har jeg for tredje gang taget fri for at tage imod jeres montør mellem 8 og 12. Der kom ingen, og der var ingen, der ringede. Jeg er 74 år og bor på tredje sal uden lys i køkkenet. Jeg er ikke vred på dem, der tager telefonen, men jeg er træt af at blive glemt.\n\nBirthe Aagaard\nVesterbrogade 41, 3. th.',
      },
      {
        kind: 'change',
        at: '171m',
        by: 'kari',
        to: { matter: 'complaint', priority: 'urgent', tags: ['montør'] },
        assignTo: 'kari',
      },
      {
        kind: 'note',
        at: '165m',
        by: 'kari',
        text: 'Ordren blev lukket som "ingen hjemme" alle tre gange: montøren har stået ved nr. 14. Jeg ringer til hende nu.',
      },
      {
        kind: 'draft',
        at: '150m',
        by: 'kari',
        text: 'Kære Birthe\n\nTak, fordi du tog telefonen. Som aftalt kommer Jonas i morgen kl. 9, og han ringer, når han kører hjemmefra. Jeg ringer selv til dig kl. 11 for at høre, om der er lys i køkkenet.',
      },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Ole Winther', address: 'ole.winther@kunde.example' },
    subject: 'Ros til Anders',
    steps: [
      {
        kind: 'mail',
        at: '1d 12:20',
        text: 'Hej\n\nJeg vil bare sige, at ham Anders, der hjalp mig med opsigelsen efter min mor, gjorde det på en måde, så jeg ikke skulle forklare mig tre gange. Det er ikke alle steder, man oplever det.\n\nOle Winther',
      },
      {
        kind: 'reply',
        at: '1d 13:02',
        by: 'kari',
        text: 'Kære Ole\n\nTak. Jeg har læst det højt for Anders, og han blev helt stille. Pas godt på jer selv.\n\nHilsen Kari',
      },
      { kind: 'change', at: '1d 13:03', by: 'kari', to: { status: 'resolved', matter: 'praise' } },
    ],
  },
  {
    inbox: 'support',
    customer: soren,
    subject: 'Ny konto til tilbagebetaling',
    steps: [
      {
        kind: 'mail',
        at: '1d 03:44',
        trust: 'failed',
        text: 'Hej\n\nJeg skal have ændret min konto til udbetaling. Brug venligst denne fremover: reg. 9999, konto 1234567890. Det haster, bekræft venligst hurtigt.\n\nSøren Kjær',
      },
      {
        kind: 'note',
        at: '1d 08:12',
        by: 'siv',
        text: 'Ikke sendt fra Sørens domæne, og han plejer at skrive anderledes. Jeg har ringet: det er ikke ham. Kontoen er urørt.',
      },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Camilla Brandt', address: 'camilla@brandt-bolig.example' },
    subject: 'Sv: Strømmen er væk på Strandvejen [#1]',
    steps: [
      {
        kind: 'mail',
        at: '3d 09:10',
        trust: 'unknown',
        text: 'Hej, jeg bor i nummer 16 og fik jeres sagsnummer af min nabo. Hos os slår HPFI-relæet stadig fra, hver gang vi tænder ovnen. Hænger det sammen med i går?\n\nCamilla Brandt',
      },
      {
        kind: 'reply',
        at: '3d 09:48',
        by: 'holm',
        text: 'Hej Camilla\n\nGodt, du skrev. Nej, når relæet kun slår fra med ovnen, sidder fejlen i ovnen eller dens stikkontakt, ikke i kablet. Lad den være slukket, og få en elektriker til at se på den. Siger elektrikeren noget andet, betaler vi besøget.\n\nHilsen Anders',
      },
      {
        kind: 'mail',
        at: '3d 16:22',
        from: { name: 'Camilla Brandt', address: 'camilla@brandt-bolig.example' },
        trust: 'unknown',
        text: 'Det var stikkontakten. Tak for hjælpen!',
      },
      { kind: 'change', at: '2d 08:02', by: 'holm', to: { status: 'resolved' } },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Rasmus Thygesen', address: 'rasmus.thygesen@kunde.example' },
    subject: 'Ladestander i carporten',
    steps: [
      {
        kind: 'mail',
        at: '52m',
        text: 'Hej\n\nVi får elbil i maj og vil gerne have en ladestander i carporten. Kan vores måler klare 11 kW, eller skal vi have en større tilslutning? Og hvad koster det cirka?\n\nMvh Rasmus Thygesen, Lærkevej 7',
        enclosures: [meterPicture('maalerskab.png', '019-554')],
      },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Elbranchens Nyhedsbrev', address: 'nyhedsbrev@elbranchen.example' },
    subject: 'Ugens tal: spotprisen falder for tredje uge',
    steps: [
      {
        kind: 'mail',
        at: '2d 06:00',
        headers: {
          'List-Id': 'Ugens tal <ugens-tal.elbranchen.example>',
          'List-Unsubscribe': '<https://elbranchen.example/afmeld>',
          Precedence: 'bulk',
        },
        text: 'Ugens tal fra Elbranchen\n\nSpotprisen i Vestdanmark lå i gennemsnit på 48 øre, 6 øre lavere end ugen før.\n\nLæs mere på elbranchen.example',
      },
      { kind: 'change', at: '2d 08:15', by: 'holm', to: { status: 'resolved' } },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Scanner 3. sal', address: 'scanner@kunde.example' },
    subject: 'Scannet dokument',
    steps: [
      {
        kind: 'unreadable',
        at: '1d 15:05',
        raw: Buffer.from(Array.from({ length: 2400 }, (_, index) => (index * 37 + 5) % 256)),
      },
    ],
  },
]
