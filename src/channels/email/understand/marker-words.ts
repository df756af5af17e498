/**
 * Fixed phrases by which mail programs announce an older mail, and the prefixes they put on subjects. Lower case.
 */

/** Between dashes: "-----Oprindelig meddelelse-----". */
export const originalMessagePhrases: ReadonlySet<string> = new Set([
  ...['oprindelig meddelelse', 'oprindelig besked', 'oprindelig mail', 'original meddelelse', 'original besked'],
  ...['opprinnelig melding', 'opprinnelig e-post', 'opprinneleg melding', 'original melding', 'originalmelding'],
  ...['ursprungligt meddelande', 'ursprungligt mail', 'originalmeddelande', 'ursprungsmeddelande'],
  ...['original message', 'original email', 'original e-mail', 'original mail', 'reply message', 'replied message'],
  ...['ursprüngliche nachricht', 'originalnachricht', 'original-nachricht', 'ursprüngliche mail'],
  ...['alkuperäinen viesti', 'message original', "message d'origine", 'oorspronkelijk bericht', 'mensaje original'],
])

/** Between dashes or alone with a colon: "---------- Videresendt besked ---------", "Begin forwarded message:". */
export const forwardPhrases: ReadonlySet<string> = new Set([
  ...['videresendt besked', 'videresendt meddelelse', 'videresendt mail', 'start på videresendt besked'],
  ...['start på videresendt meddelelse', 'begyndelse på videresendt besked', 'videresendt e-mail'],
  ...['videresendt melding', 'videresendt e-post', 'start på videresendt melding', 'vidaresend melding'],
  ...['vidaresendt melding', 'start på vidaresendt melding', 'begynnelse på videresendt melding'],
  ...['vidarebefordrat meddelande', 'vidarebefordrat brev', 'vidarebefordrat mail', 'vidarebefordrat e-postmeddelande'],
  ...['börja vidarebefordrat meddelande', 'början på vidarebefordrat brev', 'början på vidarebefordrat meddelande'],
  ...['forwarded message', 'begin forwarded message', 'forwarded mail', 'forwarded email', 'forwarded e-mail'],
  ...[
    'forwarded by',
    'start of forwarded message',
    'weitergeleitete nachricht',
    'anfang der weitergeleiteten nachricht',
  ],
  ...['anfang der weitergeleiteten e-mail', 'edelleenlähetetty viesti', 'välitetty viesti', 'välitetty viesti alkaa'],
  ...['message transféré', 'début du message transféré', 'doorgestuurd bericht', 'mensaje reenviado'],
])

/**
 * Prefixes on the subject of a forwarded mail. VS is "videresendt" in Danish and Norwegian (but "vastaus", an
 * answer, in Finnish: see forwarded.ts), VB is "vidarebefordrat", WG "weitergeleitet", VL "välitetty".
 */
export const forwardPrefixes: ReadonlySet<string> = new Set([
  ...['fwd', 'fw', 'vs', 'vb', 'vbs', 'vid', 'vidarebefordrat', 'videresendt', 'vidaresendt', 'wg', 'vl', 'tr', 'rv'],
  ...['doorst', 'enc', 'pd'],
])

/** Prefixes on the subject of an answer. SV is "svar" in all three Scandinavian languages. */
export const replyPrefixes: ReadonlySet<string> = new Set([
  ...['re', 'sv', 'svar', 'aw', 'antw', 'antwort', 'vs-re', 'res', 'ref', 'odp', 'ynt', 'r', 'ang', 'vedr'],
])
