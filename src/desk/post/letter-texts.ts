import type { Text } from '../../core/texts.ts'

/** What goes out by itself, in each language by its own ear. No word of the sender's ever stands in these. */
export const acknowledgementTexts = {
  subject: {
    da: 'Vi har fået din henvendelse [#{number}]',
    nb: 'Vi har fått henvendelsen din [#{number}]',
    sv: 'Vi har fått ditt meddelande [#{number}]',
    en: 'We have received your message [#{number}]',
  },
  body: {
    da: `Hej

Tak for din mail. Den er kommet godt frem, og et menneske læser den og svarer dig.

Har du mere at fortælle, så svar bare på denne mail. Sagen har nummer {number}, og du kan følge den her:
{link}

Venlig hilsen
{organisation}`,
    nb: `Hei

Takk for e-posten. Den har kommet fram, og et menneske leser den og svarer deg.

Har du mer å fortelle, svarer du bare på denne e-posten. Saken har nummer {number}, og du kan følge den her:
{link}

Vennlig hilsen
{organisation}`,
    sv: `Hej

Tack för ditt mejl. Det har kommit fram, och en människa läser det och svarar dig.

Vill du berätta mer är det bara att svara på det här mejlet. Ärendet har nummer {number}, och du kan följa det här:
{link}

Vänliga hälsningar
{organisation}`,
    en: `Hello

Thank you for writing. Your message has arrived, and a person will read it and answer you.

If there is more to tell, just reply to this e-mail. Your case has number {number}, and you can follow it here:
{link}

Kind regards
{organisation}`,
  },
} satisfies Record<string, Text>

/** The one line every reply ends with: the customer's own page. */
export const followTexts = {
  follow: {
    da: 'Du kan følge sagen her: {link}',
    nb: 'Du kan følge saken her: {link}',
    sv: 'Du kan följa ärendet här: {link}',
    en: 'You can follow your case here: {link}',
  },
  forwarded: {
    da: 'Videresendt besked',
    nb: 'Videresendt melding',
    sv: 'Vidarebefordrat meddelande',
    en: 'Forwarded message',
  },
  from: { da: 'Fra', nb: 'Fra', sv: 'Från', en: 'From' },
  date: { da: 'Dato', nb: 'Dato', sv: 'Datum', en: 'Date' },
  subject: { da: 'Emne', nb: 'Emne', sv: 'Ämne', en: 'Subject' },
} satisfies Record<string, Text>

/** To the colleague who answers for it, when a mail of theirs did not arrive. */
export const notDeliveredTexts = {
  subject: {
    da: 'Dit svar kom ikke frem [#{number}]',
    nb: 'Svaret ditt kom ikke fram [#{number}]',
    sv: 'Ditt svar kom inte fram [#{number}]',
    en: 'Your reply did not arrive [#{number}]',
  },
  body: {
    da: `Hej {name}

Svaret i samtale {number} kom ikke frem til {address}:
{detail}

Samtalen er åben igen, og dit svar ligger der stadig:
{link}`,
    nb: `Hei {name}

Svaret i samtale {number} kom ikke fram til {address}:
{detail}

Samtalen er åpen igjen, og svaret ditt ligger der fortsatt:
{link}`,
    sv: `Hej {name}

Svaret i konversation {number} kom inte fram till {address}:
{detail}

Konversationen är öppen igen, och ditt svar ligger kvar där:
{link}`,
    en: `Hi {name}

The reply in conversation {number} did not reach {address}:
{detail}

The conversation is open again, and your reply is still there:
{link}`,
  },
} satisfies Record<string, Text>
