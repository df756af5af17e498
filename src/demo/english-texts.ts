import type { Chapter } from './chapter.ts'

export const englishStory: readonly Chapter[] = [
  {
    inbox: 'support',
    customer: { name: 'Emma Clarke', address: 'emma.clarke@mailbox.example' },
    subject: 'Moving to Aarhus: how do I get electricity?',
    steps: [
      {
        kind: 'mail',
        at: '2d 14:12',
        text: 'Hello,\n\nI move into a flat in Aarhus on the 1st and have no Danish CPR number yet. Can I still sign up with you, and what do you need from me? The landlord only says "the power is your business".\n\nKind regards,\nEmma Clarke',
      },
      {
        kind: 'reply',
        at: '2d 14:50',
        by: 'holm',
        text: 'Hi Emma,\n\nYes, you can. Send me your date of birth, the address of the flat and the number on the meter (18 digits, it starts with 5713), and the power is yours from the 1st. The CPR number can follow when you have it.\n\nIf you cannot get at the meter before you move, just tell me: I can find it from the address.\n\nAnders',
      },
      {
        kind: 'mail',
        at: '1d 18:03',
        text: 'That was easier than I feared. Born 14 May 1994, Sønder Allé 20, 3rd floor left. I have no key until the 1st, so could you look up the meter?\n\nEmma',
      },
      {
        kind: 'reply',
        at: '110m',
        by: 'holm',
        sendInMinutes: 180,
        text: 'Hi Emma,\n\nFound it, and you are signed up from the 1st. The confirmation is on its way by e-mail; there is nothing to pay before the end of the month. Welcome to Aarhus!\n\nAnders',
      },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Daniel Okafor', address: 'daniel.okafor@mailbox.example' },
    subject: 'Charged twice in February',
    steps: [
      {
        kind: 'mail',
        at: '3d 12:01',
        text: 'Hi,\n\nMy bank shows two payments of 487 kr to you on 2 February. I have only one flat. Could you look into it?\n\nThanks,\nDaniel',
      },
      {
        kind: 'reply',
        at: '3d 12:30',
        by: 'siv',
        text: 'Hi Daniel,\n\nYou are right: your card was charged once by hand and once by the subscription. I have sent 487 kr back today; your bank will show it by Thursday. I will look again on Friday morning and write to you if it has not arrived.\n\nSiv',
      },
      {
        kind: 'mail',
        at: '1d 07:55',
        text: 'It arrived this morning. Thank you for not making me prove it.\n\nDaniel',
      },
      { kind: 'change', at: '1d 08:10', by: 'siv', to: { status: 'resolved', tags: ['refund'] } },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Priya Nair', address: 'priya@nair-studio.example' },
    subject: 'Green power for a studio',
    steps: [
      {
        kind: 'mail',
        at: '67m',
        text: 'Hello,\n\nWe run a small ceramics studio with two kilns and would like to buy power with guarantees of origin. Our firing is mostly at night. Is there a plan that rewards that?\n\nBest,\nPriya Nair',
      },
      { kind: 'change', at: '60m', by: 'kari', to: { stage: 'before' } },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Tom Becker', address: 'tom.becker@mailbox.example' },
    subject: 'Streetlight outside my window',
    steps: [
      {
        kind: 'mail',
        at: '2d 22:14',
        text: 'Hi, the streetlight outside Skolegade 9 has been flickering all week and we cannot sleep. Is that yours?\n\nTom',
      },
      {
        kind: 'forward',
        at: '1d 08:25',
        by: 'holm',
        to: { name: 'Kommunens vagt', address: 'vejlys@kommune.example' },
        text: 'Hej\n\nGadelampen ud for Skolegade 9 blinker. Vil I se på den og skrive til mig, hvornår I regner med at være der? Så fortæller jeg det til beboeren.\n\nHilsen Anders Holm, Nordlys Strøm',
      },
      {
        kind: 'reply',
        at: '1d 08:31',
        by: 'holm',
        text: 'Hi Tom,\n\nThe light belongs to the municipality, and I have passed it on to them. I will write to you as soon as they tell me when they come, and tomorrow at the latest, so that you need not chase anybody.\n\nAnders',
      },
    ],
  },
  {
    inbox: 'support',
    customer: { name: 'Lucky Draw Department', address: 'winner@prize-claims.example' },
    subject: 'You have been selected',
    steps: [
      {
        kind: 'mail',
        at: '2d 02:31',
        trust: 'unknown',
        text: 'Dear customer, your address has won. Send us your details within 24 hours to claim.',
      },
      { kind: 'change', at: '2d 08:01', by: 'siv', to: { status: 'spam' } },
    ],
  },
]
