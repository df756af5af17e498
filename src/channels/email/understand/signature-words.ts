/**
 * How people close a mail, what telephones and mail programs add below it, and how legal footers begin.
 * Lower case; compared with the beginning of a line.
 */

/** A line that begins with one of these, and goes on with nothing but a name, opens the signature. */
export const closings: readonly string[] = [
  // dansk
  ...['med venlig hilsen', 'med venlige hilsner', 'med venlig hilsen og tak', 'med de venligste hilsner'],
  ...['venlig hilsen', 'venlige hilsner', 'venligst hilsen', 'mange hilsner', 'mange hilsener', 'hilsen', 'hilsner'],
  ...['kærlig hilsen', 'kærlige hilsner', 'bedste hilsner', 'bedste hilsen', 'de bedste hilsner', 'hav en god dag'],
  ...['dbh', 'vh', 'mvh', 'm.v.h', 'm.v.h.', 'med hilsen', 'hilsen fra', 'kh', 'med venlig hilsen / best regards'],
  // norsk
  ...['med vennlig hilsen', 'med vennlege helsing', 'med vennleg helsing', 'vennlig hilsen', 'vennleg helsing'],
  ...['vennlige hilsener', 'vennlig hilsen fra', 'beste hilsen', 'beste hilsener', 'beste helsing', 'hilsener'],
  ...['venleg helsing', 'med venleg helsing', 'helsing', 'helsing frå', 'helsingar', 'klem', 'ha en fin dag'],
  ...['med beste hilsen', 'hjertelig hilsen', 'varm hilsen', 'ha en god dag videre', 'ha en god dag'],
  // svenska
  ...['med vänlig hälsning', 'med vänliga hälsningar', 'vänlig hälsning', 'vänliga hälsningar', 'hälsningar'],
  ...['hälsning', 'bästa hälsningar', 'bästa hälsning', 'många hälsningar', 'varma hälsningar', 'hjärtliga hälsningar'],
  ...['med hälsning', 'med hälsningar', 'hälsningar från', 'vänligen', 'vänligt', 'mvh/', 'hälsn', 'allt gott'],
  ...['ha det bra', 'ha det gott', 'ha en bra dag', 'kram', 'soliga hälsningar', 'trevlig helg', 'högaktningsfullt'],
  // English
  ...['best regards', 'kind regards', 'kindest regards', 'warm regards', 'warmest regards', 'many regards', 'regards'],
  ...['with kind regards', 'with best regards', 'best wishes', 'with best wishes', 'all the best', 'best', 'cheers'],
  ...['sincerely', 'yours sincerely', 'yours faithfully', 'yours truly', 'sincerely yours', 'respectfully', 'br', 'kr'],
  ...['rgds', 'brgds', 'have a nice day', 'with regards'],
  // Deutsch, suomi
  ...['mit freundlichen grüßen', 'mit freundlichen grüssen', 'mit freundlichem gruß', 'freundliche grüße'],
  ...['viele grüße', 'beste grüße', 'liebe grüße', 'herzliche grüße', 'mfg', 'lg', 'gruß'],
  ...['ystävällisin terveisin', 'terveisin', 'parhain terveisin', 'terveiset', 'kunnioittavasti'],
]

/** Words that show that a line beginning like a closing is a sentence: "Hilsen er ikke kommet frem". */
export const sentenceWords: ReadonlySet<string> = new Set([
  ...[
    'er',
    'var',
    'har',
    'jeg',
    'du',
    'vi',
    'ikke',
    'til',
    'om',
    'som',
    'det',
    'at',
    'når',
    'kan',
    'skal',
    'vil',
    'med',
  ],
  ...['är', 'jag', 'ni', 'inte', 'till', 'att', 'kan', 'ska', 'vill', 'skulle', 'återkom', 'svara', 'hör', 'ring'],
  ...['is', 'was', 'are', 'i', 'you', 'we', 'not', 'that', 'the', 'to', 'way', 'please', 'for', 'of'],
  ...['eg', 'ikkje', 'ist', 'ich', 'nicht', 'zu', 'die', 'der', 'blev', 'ble', 'blei', 'fik', 'fikk', 'fick', 'send'],
])

/** How the line begins that a telephone or a mail program adds by itself … */
export const deviceOpeners: readonly string[] = [
  ...['sendt fra', 'sendt med', 'sendt via', 'sendt frå', 'sendt på', 'sendt ved hjælp af', 'sendt ved hjelp av'],
  ...['skickat från', 'skickat med', 'skickat via', 'skickades från', 'skickad från', 'skickat av', 'sänt från'],
  ...['sent from', 'sent with', 'sent via', 'sent using', 'sent by', 'get outlook', 'download outlook', 'get bluemail'],
  ...['hent outlook', 'hent', 'hentet fra', 'få outlook', 'last ned', 'skaffa outlook', 'skaffa', 'hämta'],
  ...['mail sendt fra', 'e-mail sendt fra', 'e-post sendt fra', 'mail skickat från', 'den her mail er sendt fra'],
  ...['von meinem', 'gesendet von', 'gesendet mit', 'lähetetty', 'hanki outlook', 'outlook für', 'envoyé de'],
]

/** … and what must also stand in it, so that "Sendt fra lageret i går" stays a sentence. */
export const deviceNames: readonly string[] = [
  ...['iphone', 'ipad', 'ipod', 'android', 'samsung', 'galaxy', 'outlook', 'huawei', 'xiaomi', 'oneplus', 'nokia'],
  ...['sony', 'xperia', 'windows phone', 'windows 10', 'windows-mail', 'yahoo', 'proton', 'gmail', 'blackberry'],
  ...['bluemail', 'blue mail', 'smartphone', 'smarttelefon', 'mobil', 'telefon', 'tlf', 'mail til windows', 'mail för'],
  ...['mail for windows', 'mail til ', 'ios', 'macbook', 'imac', 'spark', 'k-9', 'tablet', 'nettbrett', 'surfplatta'],
  ...['pixel', 'motorola', 'one.com', 'e-postapp', 'mailapp', 'mail app', 'thunderbird', 'fairphone', 'handy', 'phone'],
  ...['puhelimesta', 'laitteesta', 'fairemail', 'tutanota', 'tuta', 'icloud', 'webmail', 'telia', 'telenor', 'my mac'],
]

/** How legal footers and appeals to save paper begin. */
export const disclaimerOpeners: readonly string[] = [
  // dansk
  ...['denne e-mail kan indeholde', 'denne mail kan indeholde', 'denne e-mail er fortrolig', 'denne e-mail og'],
  ...[
    'denne mail og',
    'denne meddelelse er fortrolig',
    'denne mail er fortrolig',
    'hvis du ikke er den rette modtager',
  ],
  ...[
    'hvis du ved en fejl',
    'hvis du har modtaget denne',
    'denne e-mail er kun',
    'oplysningerne i denne',
    'fortroligt:',
  ],
  ...['tænk på miljøet', 'før du printer', 'du kan læse om, hvordan vi behandler', 'læs om vores behandling af person'],
  ...['fortrolighed:', 'fortrolighedsmeddelelse', 'denne besked kan indeholde', 'vi behandler personoplysninger'],
  // norsk
  ...['denne e-posten kan inneholde', 'denne e-posten er', 'denne e-posten og', 'denne eposten', 'denne meldingen kan'],
  ...['denne meldingen er', 'innholdet i denne e-posten', 'innholdet i denne meldingen', 'dersom du ikke er rett'],
  ...['hvis du ikke er rett', 'hvis du har mottatt denne', 'dersom du har mottatt denne', 'tenk på miljøet'],
  ...[
    'tenk miljø',
    'før du skriver ut',
    'denne e-post kan',
    'denne e-post er',
    'konfidensielt:',
    'vi behandler personoppl',
  ],
  ...['denne e-postmeldingen', 'informasjonen i denne e-posten'],
  // svenska
  ...[
    'detta e-postmeddelande',
    'detta meddelande kan innehålla',
    'detta meddelande är',
    'detta mail kan',
    'detta mejl',
  ],
  ...['detta mail är', 'om du inte är rätt mottagare', 'om du har fått detta', 'om du av misstag', 'tänk på miljön'],
  ...['denna e-post', 'innehållet i detta', 'informationen i detta', 'vi behandlar personuppgifter', 'så behandlar vi'],
  ...['för information om hur vi behandlar', 'när du kontaktar oss'],
  // English
  ...[
    'this email and any',
    'this e-mail and any',
    'this email may contain',
    'this e-mail may contain',
    'this message and',
  ],
  ...[
    'this message may contain',
    'this email is confidential',
    'this e-mail is confidential',
    'this email is intended',
  ],
  ...[
    'this e-mail is intended',
    'this message is intended',
    'this message is confidential',
    'if you are not the intended',
  ],
  ...[
    'if you have received this',
    'the information contained in this',
    'the information in this e',
    'confidentiality notice',
  ],
  ...['please consider the environment', 'think before you print', 'disclaimer:', 'the contents of this email'],
  ...['this communication is', 'this transmission is', 'confidential:', 'unless stated otherwise'],
  // Deutsch, suomi
  ...['diese e-mail enthält', 'diese e-mail kann', 'diese nachricht ist', 'tämä viesti', 'tämä sähköposti'],
]

/** A line with one of these and a number tells what the mail is about, also below the name: it stays in the text. */
export const referenceWords: readonly string[] = [
  ...[
    'ordre',
    'ordrenr',
    'ordrenummer',
    'bestilling',
    'bestillingsnr',
    'kundenr',
    'kundenummer',
    'sagsnr',
    'sagsnummer',
  ],
  ...['saksnr', 'saksnummer', 'fakturanr', 'fakturanummer', 'faktura', 'målernr', 'målernummer', 'kontraktsnr'],
  ...['order', 'ordernr', 'ordernummer', 'beställning', 'kundnr', 'kundnummer', 'ärendenr', 'ärendenummer', 'ärende'],
  ...['customer number', 'order number', 'invoice', 'case', 'reference', 'medlemsnr', 'medlemsnummer', 'polisenr'],
  ...[
    'bookingnr',
    'booking',
    'bokningsnr',
    'bokningsnummer',
    'sporingsnr',
    'trackingnr',
    'kollinr',
    'serienr',
    'abonnement',
  ],
]
