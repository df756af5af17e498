/**
 * Words of the line a mail program puts above the mail it quotes: "Den ons. 4. mar. kl. 10.12 skrev Kari:".
 * Everything is lower case. A native may add words here without reading any code; they are compared with
 * whole words, never with parts of one.
 */

/** The verb that says that somebody wrote. */
export const wroteVerbs: ReadonlySet<string> = new Set([
  ...['skrev', 'skreiv', 'skriver'], // da, nb, nn, sv
  ...['wrote', 'writes'],
  ...['schrieb', 'schreibt'],
  ...['kirjoitti', 'kirjutas'],
  ...['écrit', 'schreef', 'escribió', 'scritto', 'escreveu', 'napisał', 'skrifaði'],
])

/** Words that may stand before the date. */
export const attributionOpeners: ReadonlySet<string> = new Set([
  ...['den', 'på', 'd', 'dag', 'le', 'el', 'il', 'op', 'em', 'dnia'],
  ...['on', 'at', 'the'],
  ...['am', 'vom', 'um'],
])

/** Days and months, whole and shortened, that may stand before the first figure of the date. */
export const dateWords: ReadonlySet<string> = new Set([
  // dansk, norsk
  ...['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  ...['man', 'tir', 'tirs', 'ons', 'tor', 'tors', 'fre', 'lør', 'søn', 'ma', 'ti', 'on', 'to', 'fr', 'lø', 'sø'],
  ...['måndag', 'tysdag', 'laurdag', 'sundag', 'mån', 'tys', 'lau', 'sun'],
  // svenska
  ...['måndag', 'tisdag', 'lördag', 'söndag', 'mån', 'tis', 'tors', 'lör', 'sön'],
  // English
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  ...['mon', 'tue', 'tues', 'wed', 'thu', 'thur', 'thurs', 'fri', 'sat', 'sun'],
  // Deutsch, suomi
  ...['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonntag'],
  ...['mo', 'di', 'mi', 'do', 'sa', 'so'],
  ...['maanantai', 'tiistai', 'keskiviikko', 'torstai', 'perjantai', 'lauantai', 'sunnuntai'],
  ...['maanantaina', 'tiistaina', 'keskiviikkona', 'torstaina', 'perjantaina', 'lauantaina', 'sunnuntaina'],
  ...['ke', 'pe', 'la', 'su'],
  // months
  ...['januar', 'februar', 'marts', 'mars', 'april', 'maj', 'mai', 'juni', 'juli', 'august', 'september'],
  ...['oktober', 'november', 'december', 'desember', 'januari', 'februari', 'augusti'],
  ...['january', 'february', 'march', 'may', 'june', 'july', 'october'],
  ...['jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'okt', 'oct', 'nov', 'dec', 'des'],
])

/**
 * When one of these does the writing it is a sentence of the writer's own ("Den 3. marts kl. 10.12 skrev I at …"),
 * not a program's line: programs put a name there.
 */
export const writerPronouns: ReadonlySet<string> = new Set([
  ...['jeg', 'du', 'han', 'hun', 'vi', 'i', 'de', 'man', 'dere', 'ni', 'jag', 'hon', 'den', 'dom', 'eg', 'de'],
  ...['at', 'att', 'that', 'om', 'til', 'til', 'till', 'to', 'to', 'følgende', 'følgjande', 'følgjande', 'under'],
  ...['you', 'he', 'she', 'we', 'they', 'ich', 'er', 'sie', 'wir', 'ihr'],
])
