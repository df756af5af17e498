import { type Language, languages } from '../../core/texts.ts'
import { otherLanguages, sharedWords, wordRows } from './language-words.ts'

export interface DetectedLanguage {
  /** Null when nothing can be told: empty, numbers only, or a language the desk does not speak. */
  language: Language | null
  /**
   * 0..1; how much better the answer is than the next best one, not a frequency. Below 0.2 it is a guess between Danish and
   * Norwegian, which share whole sentences: what the desk knows of the customer or the inbox is better then.
   */
  confidence: number
}

export interface DetectionHints {
  /** The languages this desk is run in; all four when absent. */
  candidates?: readonly Language[]
  /** What this person wrote before. Settles what the words leave open ("Hej", "Ok, perfekt"), never more than that. */
  prior?: Language | null
}

/** One column for each language of the desk and a last one for all others. */
const columns = languages.length + 1
const other = languages.length
const twins: ReadonlySet<Language> = new Set(['da', 'nb'])
const charactersRead = 4000
const wordsRead = 400

const { words: wordScores, trigrams: trigramScores } = learn()

/**
 * Tells the language of a message: words that only one language has decide, the letters of the other words lean. Pure and
 * bounded: only the first 4,000 characters are read.
 */
export function detectLanguage(
  text: string,
  { candidates = languages, prior = null }: DetectionHints = {},
): DetectedLanguage {
  const found = readable(text)
  const scores = new Float64Array(columns)
  let known = 0
  for (const word of found) {
    const exact = wordScores.get(word)
    if (exact) {
      known++
      addTo(scores, exact, 1)
    } else addTo(scores, lettersSay(word), 0.5)
  }
  addPhrases(scores, text)
  const noneOfOurs = found.length === 0 || (known === 0 && found.join('').length < 3)
  if (noneOfOurs) return { language: null, confidence: 0 }
  if (prior) scores[languages.indexOf(prior)]! += 0.8
  const ranked = languages
    .map((language, column) => ({ language, score: scores[column] as number }))
    .filter(({ language }) => candidates.includes(language))
    .sort((a, b) => b.score - a.score)
  const [best, second] = ranked
  if (!best) return { language: null, confidence: 0 }
  const foreign = scores[other] as number
  const rival = Math.max(second?.score ?? 0, foreign, 0)
  // Strange words alone prove nothing: something must speak for one of ours, and more than for a stranger.
  const enough = known > 0 ? 0.35 : 1.2
  if (best.score < enough || foreign >= best.score) return { language: null, confidence: 0 }
  // Danish and Norwegian share whole sentences. That it is one of the two can be told even when not which.
  const isTwin = twins.has(best.language) && second !== undefined && twins.has(second.language)
  if (best.score - rival < 0.05 && !isTwin) return { language: null, confidence: 0 }
  const margin = best.score - rival
  return { language: best.language, confidence: Math.min(1, margin / (margin + 1.5) + (margin > 12 ? 0.1 : 0)) }
}

/** What neighbouring words say where each alone is common to both: word order and the Danish comma. */
function addPhrases(scores: Float64Array, text: string): void {
  const read = text.slice(0, charactersRead)
  const start = read === read.toUpperCase() ? read.toLowerCase() : read
  for (const [pattern, marks] of phraseMarks) if (pattern.test(start)) addTo(scores, marks, 1)
}

/** Words without addresses, links and numbers, which are alike in all languages. */
function readable(text: string): string[] {
  const bare = text
    .slice(0, charactersRead)
    .replace(/\S{0,200}(?:@|:\/\/|www\.)\S{0,200}/g, ' ')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
  return (bare.match(/[\p{L}]+(?:'\p{L}+)?/gu) ?? []).slice(0, wordsRead)
}

function addTo(scores: Float64Array, more: Float64Array, weight: number): void {
  for (let column = 0; column < columns; column++) scores[column]! += (more[column] as number) * weight
}

/** What the letters of a word that is in no table say, at most about as much as half a decisive word. */
function lettersSay(word: string): Float64Array {
  const sum = new Float64Array(columns)
  const padded = ` ${word.slice(0, 40)} `
  let seen = 0
  for (let at = 0; at + 3 <= padded.length; at++) {
    const scores = trigramScores.get(padded.slice(at, at + 3))
    if (scores) {
      addTo(sum, scores, 1)
      seen++
    }
  }
  for (const [pattern, marks] of letterMarks) if (pattern.test(word)) addTo(sum, marks, 1)
  const scale = 1 / Math.max(2, Math.sqrt(seen + 1))
  for (let column = 0; column < columns; column++) {
    sum[column] = Math.max(-1.5, Math.min(2.5, (sum[column] as number) * scale))
  }
  return sum
}

/** Letters and endings that a language has or cannot have: da, nb, sv, en, other. */
const letterMarks: readonly (readonly [RegExp, Float64Array])[] = (
  [
    [/[æø]/, [3, 3, -6, -6, -2]],
    [/æ(?!r)/, [4, -3, 0, 0, 0]],
    [/^af(?!r)/, [4, -3, -3, 0, 0]],
    [/^av/, [-3, 3, 2, 0, 0]],
    [/^op(?![pet])/, [4, -4, -3, 0, 0]],
    [/^opp/, [-4, 4, -3, 0, 0]],
    [/^upp/, [-4, -2, 4, 0, 0]],
    [/^ud/, [4, -4, -4, 0, 0]],
    [/^ut/, [-4, 3, 3, 0, 0]],
    [/^ind/, [3, -4, -2, 1, 0]],
    [/^inn/, [-4, 4, 1, 0, 0]],
    [/^till/, [-2, -2, 4, 0, 0]],
    [/^til(?!l)/, [2, 2, -3, 0, 0]],
    [/efter/, [3, -4, 3, 0, 0]],
    [/etter/, [-4, 3, -3, 0, 0]],
    [/(?:erne|ernes)$/, [4, -3, -3, 0, 0]],
    [/skab/, [3, -3, -3, 0, 0]],
    [/skap/, [-3, 2, 2, 0, 0]],
    [/(?:ld|nd)$/, [1, -0.5, 0, 0, 0]],
    [/igt$/, [2, -3, 2, -1, 0]],
    [/ei/, [-2, 3, -3, 0, 1]],
    [/[aeiouyæøå](?:ge|ger|get|gt)$/, [1.5, -1, 0, 0, 0]],
    [/[aeiouyæøå](?:ke|ker|ket|kt)$/, [-1, 1.5, 0, 0, 0]],
    [/[aeiouyæøå](?:be|ber|de|der)$/, [1, -0.5, -1, 0, 0]],
    [/sj/, [-3, 3, 0, -2, 0]],
    [/[äö]/, [-5, -5, 4, -5, 1]],
    [/å/, [2, 2, 2, -5, -4]],
    [/[üßéèêçñłżśęąõúíóáýþðœîûôàù]/, [-2, -2, -2, -3, 3]],
    [/[^\p{Script=Latin}']/u, [-4, -4, -4, -4, 6]],
    [/(?:sjon|sjoner|sjonen|sjonar)$/, [-3, 5, -4, -4, -2]],
    [/[bdfglmnprstv]erte?$/, [-3, 4, -3, 0, -1]],
    [/[bdfglmnprstv]er(?:et|ede)$/, [4, -2, -3, 0, 0]],
    [/erat$/, [-3, -3, 4, 0, 0]],
    [/(?:tion|tioner|tionen)$/, [3, -4, 3, 1, 0]],
    [/(?:hed|heden|heder)$/, [5, -3, -3, -1, -1]],
    [/(?:heten|heter|het)$/, [-3, 3, 3, -2, 0]],
    [/(?:kj|gj|skj|øy|øye)/, [-3, 5, -3, -3, -2]],
    [/(?:ej[lrn]?|øj|æg)/, [4, -4, 0, -2, 0]],
    [/(?:lig|ligt|lige)$/, [2, 1, 1, -3, -1]],
    [/[^aeiouyæøåäö](?:ede|edes)$/, [4, -1, -3, 0, 0]],
    [/(?:ade|ades|arna|orna|erna)$/, [-3, -3, 5, -1, -1]],
    [/[aeiouyæøåäö](?:bb|dd|ff|gg|ll|mm|nn|pp|rr|ss|tt|kk)$/, [-3, 3, 2, 0, 0]],
    [/ck/, [-3, -3, 3, 2, 2]],
    [/(?:ing|ness|ment|ly|ough|th)$/, [0, 0, 0, 2, -1]],
    [/[wqz]/, [-2, -2, -2, 1, 2]],
    [/(?:sch|ij|ej$|eux|ção|cz|rz|aa$|uu|ää|yy)/, [-1, -1, -2, -2, 3]],
  ] as const
).map(([pattern, marks]) => [pattern, Float64Array.from(marks)] as const)

const phraseMarks: readonly (readonly [RegExp, Float64Array])[] = (
  [
    // "adressen min", "kortet mitt": Danish puts the owner first.
    [
      /[a-zæøå]{2}(?:en|et|a|ene) (?:min|mi|mitt|mine|din|ditt|dine|vår|vårt|våre|deres|hans|hennes)(?![a-zæøå])/,
      [-1, 2.5, -1, 0, 0],
    ],
    // Danish sets a comma before every clause.
    [/[a-zæøå], (?:at|der|hvis|når|hvad|hvor|hvornår) /, [1.5, 0, -0.5, 0, 0]],
    [/gang, (?:jeg|vi|du|det|han|hun) /, [1.5, 0, 0, 0, 0]],
    // "Der er", "Der mangler": Norwegian and Swedish say "det".
    [
      /(?:^|[.!?\n] ?|[Ee]r |[Vv]ar )[Dd]er (?:er|var|mangler|kommer|har|står|skal|kan|bliver|blev|ikke|nogen)(?![a-zæøå])/,
      [2.5, 0, 0, 0, 0],
    ],
    [/(?:^|[.!?\n] ?)Det (?:mangler|kommer|står|finnes|ligger) /, [0, 1, 0, 0, 0]],
    // Danish and Swedish put the owner first; Norwegian may.
    [/(?:^| )(?:[Mm]in|[Dd]in|[Ss]in|[Mm]it|[Dd]it) [a-zæøå]{3,}/, [0.8, 0, 0.4, 0, 0]],
    // "ingen som svarer": Danish says "der".
    [/(?:ingen|noen|det|noko?|alle) som [a-zæøå]/, [0, 0.8, 0.4, 0, 0]],
    // "Det ved jeg ikke": to know, where Norwegian has only the preposition.
    [/(?:^|[ .,])[Vv]ed (?:jeg|du|vi|I|han|hun|ikke|godt)(?![a-zæøå])/, [2, -1, 0, 0, 0]],
    // I, a capital in the middle of a sentence, is "you" in Danish and the writer in English.
    [/[a-zæøå] I [a-zæøå]/, [2, -1, -1, 1, 0]],
  ] as const
).map(([pattern, marks]) => [pattern, Float64Array.from(marks)] as const)

/** Builds both tables from the columns; a few milliseconds, once. */
function learn(): { words: Map<string, Float64Array>; trigrams: Map<string, Float64Array> } {
  const byColumn: Set<string>[] = Array.from({ length: columns }, () => new Set<string>())
  for (const row of wordRows.trim().split('\n')) {
    for (const [column, cell] of row.split('|').entries()) {
      for (const word of cell.trim().split(/\s+/)) byColumn[column]?.add(word)
    }
  }
  for (const [shared, list] of sharedWords) {
    for (const language of shared.split(' ')) {
      for (const word of list.split(/\s+/)) byColumn[languages.indexOf(language as Language)]?.add(word)
    }
  }
  // A word that one of ours has too ("en", "der", "takk") says nothing for the many others taken together.
  for (const word of otherLanguages.trim().split(/\s+/)) {
    if (!byColumn.some((list) => list.has(word))) byColumn[other]?.add(word)
  }

  const words = new Map<string, Float64Array>()
  for (const [column, list] of byColumn.entries()) {
    for (const word of list) {
      const scores = words.get(word) ?? new Float64Array(columns)
      scores[column] = 1
      words.set(word, scores)
    }
  }
  for (const scores of words.values()) {
    // A word of one language weighs 3, of two 1.2 each, of three 0.5 each; what is in all of ours says "ours, not theirs".
    const owners = scores.reduce((sum, one) => sum + one, 0)
    const weight = [0, 3, 1.2, 0.5, 0.2, 0][owners] as number
    for (let column = 0; column < columns; column++) scores[column] = scores[column] === 1 ? weight : -0.4
  }
  return { words, trigrams: learnTrigrams(byColumn) }
}

/** log of how much more often three letters stand in a language's words than in the mean of all. */
function learnTrigrams(byColumn: readonly ReadonlySet<string>[]): Map<string, Float64Array> {
  const counts = new Map<string, Float64Array>()
  const totals = new Float64Array(columns)
  for (const [column, list] of byColumn.entries()) {
    for (const word of list) {
      const padded = ` ${word} `
      for (let at = 0; at + 3 <= padded.length; at++) {
        const key = padded.slice(at, at + 3)
        const count = counts.get(key) ?? new Float64Array(columns)
        count[column]! += 1
        totals[column]! += 1
        counts.set(key, count)
      }
    }
  }
  for (const count of counts.values()) {
    const rates = Array.from(count, (one, column) => (one + 0.3) / ((totals[column] as number) + 400))
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / columns
    for (let column = 0; column < columns; column++) count[column] = Math.log((rates[column] as number) / mean)
  }
  return counts
}
