import { useSyncExternalStore } from 'react'
import { fill, type Language, type Texts } from '../../core/texts.ts'

/** The `{names}` of the places in a text. */
type Places<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never
type Values<S extends string> = [Places<S>] extends [never]
  ? []
  : [values: Readonly<Record<Places<S>, string | number>>]
/** Says the text of a key in the chosen language; a text with places asks for their values. */
export type Say<T extends Texts> = <K extends keyof T>(key: K, ...values: Values<T[K]['en']>) => string

/** In a browser a table is only the name its one-language twin goes by (see build/texts-by-language.ts). */
type Named = { textsOf: string }
type OneLanguage = Readonly<Record<string, Readonly<Record<string, string>>>>

let chosen: Language = 'en'
let loaded: OneLanguage = {}
const listeners = new Set<() => void>()

/** Declares a slice's texts, each in four languages side by side. A missing one does not compile. */
export function defineTexts<const T extends Texts>(texts: T): T {
  return texts
}

/** Chooses the language of everything on the page. */
export function speak(language: Language, texts: OneLanguage): void {
  chosen = language
  loaded = texts
  for (const listener of listeners) listener()
}

export const languageNow = (): Language => chosen

/** The texts of a table now, outside React: for a toast or an error. */
export function sayFrom<T extends Texts>(texts: T): Say<T> {
  return (key, ...[values]) => {
    const named = (texts as unknown as Named).textsOf
    const text = typeof named === 'string' ? loaded[named]?.[key as string] : texts[key]?.[chosen]
    return values ? fill(text ?? String(key), values) : (text ?? String(key))
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** `const t = useTexts(texts)`; `t('greeting', { name })`. Redraws when the language changes. */
export function useTexts<T extends Texts>(texts: T): Say<T> {
  useSyncExternalStore(subscribe, languageNow)
  return sayFrom(texts)
}

/** The chosen language, for Intl. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, languageNow)
}
