import { type Language, languages, preferredLanguage } from '../../core/texts.ts'
import { remembered } from './remembered.ts'
import { speak } from './texts.ts'

const load = {
  da: () => import('virtual:texts/da'),
  nb: () => import('virtual:texts/nb'),
  sv: () => import('virtual:texts/sv'),
  en: () => import('virtual:texts/en'),
}

const stored = remembered<Language | ''>('language', '')

/** The names people know their languages by: never translated, so that each finds their own. */
export const languageNames: Readonly<Record<Language, string>> = {
  da: 'Dansk',
  nb: 'Norsk',
  sv: 'Svenska',
  en: 'English',
}

/** What this browser was told last, else what it asks for, else English. */
export function likelyLanguage(): Language {
  const told = stored.read()
  if (languages.some((language) => language === told)) return told as Language
  return preferredLanguage(navigator.languages.join(',')) ?? 'en'
}

/** Loads a language's texts and speaks it from then on. Dates, sorting and screen readers follow `lang`. */
export async function changeLanguage(language: Language): Promise<void> {
  const texts = await load[language]()
  stored.write(language)
  document.documentElement.lang = language
  speak(language, texts.default)
}
