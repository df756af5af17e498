import type { Text } from './texts.ts'

/** What a slice declares for each way the desk can say no: the HTTP status and the words people read. */
export interface RefusalKind {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 429 | 503
  text: Text
}

/**
 * The desk says no, by name. Expected, so never logged as an error; anything else that is thrown is a fault.
 * `data` goes out beside the code (RFC 9457 extension members) and must hold nothing the actor may not see.
 */
export class Refusal extends Error {
  readonly code: string
  readonly kind: RefusalKind
  readonly data: Record<string, unknown>
  constructor(code: string, kind: RefusalKind, data: Record<string, unknown> = {}) {
    super(kind.text.en)
    this.name = 'Refusal'
    this.code = code
    this.kind = kind
    this.data = data
  }
}

export type Refusals<K extends string> = Readonly<Record<K, RefusalKind>>

/** Declares a slice's refusals. Codes are unique over the house; a test holds them to it. */
export function refusals<K extends string>(kinds: Record<K, RefusalKind>): Refusals<K> {
  return kinds
}

/** Makes the refusal to throw: `throw refuse(conversationRefusals, 'open_promises', { promises })`. */
export function refuse<K extends string>(kinds: Refusals<K>, code: K, data: Record<string, unknown> = {}): Refusal {
  return new Refusal(code, kinds[code], data)
}

/** The refusals any endpoint can answer with; slices add their own. */
export const commonRefusals = refusals({
  not_signed_in: {
    status: 401,
    text: {
      da: 'Du skal logge ind først.',
      nb: 'Du må logge inn først.',
      sv: 'Du behöver logga in först.',
      en: 'You need to sign in first.',
    },
  },
  not_allowed: {
    status: 403,
    text: {
      da: 'Din rolle giver ikke adgang til det.',
      nb: 'Rollen din gir ikke tilgang til dette.',
      sv: 'Din roll ger inte tillgång till det här.',
      en: 'Your role does not allow this.',
    },
  },
  not_found: {
    status: 404,
    text: {
      da: 'Det findes ikke, eller du har ikke adgang til det.',
      nb: 'Det finnes ikke, eller du har ikke tilgang til det.',
      sv: 'Det finns inte, eller så har du inte tillgång till det.',
      en: 'It does not exist, or you may not see it.',
    },
  },
  not_understood: {
    status: 422,
    text: {
      da: 'Noget i det sendte passer ikke. Se felterne herunder.',
      nb: 'Noe i det som ble sendt, passer ikke. Se feltene under.',
      sv: 'Något i det som skickades stämmer inte. Se fälten nedan.',
      en: 'Something in what was sent does not fit. See the fields below.',
    },
  },
  too_large: {
    status: 413,
    text: {
      da: 'Det sendte er for stort.',
      nb: 'Det som ble sendt, er for stort.',
      sv: 'Det som skickades är för stort.',
      en: 'What was sent is too large.',
    },
  },
  too_many_requests: {
    status: 429,
    text: {
      da: 'Det går lidt hurtigt. Vent et øjeblik, og prøv igen.',
      nb: 'Det går litt fort. Vent et øyeblikk og prøv igjen.',
      sv: 'Det går lite fort. Vänta en stund och försök igen.',
      en: 'That is a little too fast. Wait a moment and try again.',
    },
  },
  changed_meanwhile: {
    status: 412,
    text: {
      da: 'Den er ændret, siden du så den. Hent den igen, og prøv en gang til.',
      nb: 'Den er endret siden du så den. Hent den på nytt og prøv igjen.',
      sv: 'Den har ändrats sedan du såg den. Hämta den igen och försök på nytt.',
      en: 'It has changed since you saw it. Fetch it again and try once more.',
    },
  },
  same_key_other_request: {
    status: 422,
    text: {
      da: 'Nøglen (Idempotency-Key) er allerede brugt til en anden forespørgsel.',
      nb: 'Nøkkelen (Idempotency-Key) er allerede brukt til en annen forespørsel.',
      sv: 'Nyckeln (Idempotency-Key) har redan använts för en annan begäran.',
      en: 'That Idempotency-Key was already used for another request.',
    },
  },
  still_under_way: {
    status: 409,
    text: {
      da: 'Den samme forespørgsel er allerede i gang.',
      nb: 'Den samme forespørselen er allerede i gang.',
      sv: 'Samma begäran pågår redan.',
      en: 'The same request is already under way.',
    },
  },
  not_now: {
    status: 503,
    text: {
      da: 'Løfte kan ikke lige nu. Intet er gået tabt; prøv igen om lidt.',
      nb: 'Løfte kan ikke akkurat nå. Ingenting er tapt; prøv igjen om litt.',
      sv: 'Løfte kan inte just nu. Inget har gått förlorat; försök igen om en stund.',
      en: 'Løfte can’t do that right now. Nothing is lost; try again in a moment.',
    },
  },
})
