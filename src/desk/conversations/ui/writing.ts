import { useSyncExternalStore } from 'react'

export type Mode = 'reply' | 'note' | 'forward'

/** A file on its way up, or there. `part` is how much has come (0 to 1). */
export interface Upload {
  key: string
  file: File
  part: number
  id: string | null
  problem: string | null
  stop: AbortController
}

export interface Newer {
  id: string
  kind: string
  author: string
  newText: string
  at: string
}

/** What somebody is writing in one conversation. It lasts as long as the page, whichever conversation is looked at. */
export interface Writing {
  open: boolean
  mode: Mode
  texts: Readonly<Record<Mode, string>>
  to: readonly string[]
  cc: readonly string[]
  ccOpen: boolean
  forwardOf: string | null
  /** Where the person wishes to write: the caret goes there as soon as it stands on the page, and then this is null. */
  caret: 'words' | 'to' | 'cc' | null
  uploads: readonly Upload[]
  sendAt: string | null
  /** Where the words are safe: nowhere yet, at the desk, or in this browser only. */
  kept: 'not' | 'desk' | 'here'
  /** Why it was not sent. */
  refusal: string | null
  /** What came while it was being written, and what to base a second try on. */
  stale: { newer: readonly Newer[]; lastMessageId: string | null; resolve: boolean } | null
}

export const emptyWriting: Writing = {
  open: false,
  mode: 'reply',
  texts: { reply: '', note: '', forward: '' },
  to: [],
  cc: [],
  ccOpen: false,
  forwardOf: null,
  caret: null,
  uploads: [],
  sendAt: null,
  kept: 'not',
  refusal: null,
  stale: null,
}

const all = new Map<string, Writing>()
const listeners = new Set<() => void>()

export const writingOf = (key: string): Writing => all.get(key) ?? emptyWriting

export function changeWriting(key: string, change: Partial<Writing> | ((before: Writing) => Partial<Writing>)): void {
  const before = writingOf(key)
  all.set(key, { ...before, ...(typeof change === 'function' ? change(before) : change) })
  for (const listener of listeners) listener()
}

let whose = ''

/** Says who writes from here on. Nothing of one person's words stays for the next who signs in on this page. */
export function keepWritingsOf(userId: string): void {
  if (whose !== '' && whose !== userId) {
    for (const { uploads } of all.values()) for (const { stop } of uploads) stop.abort()
    all.clear()
    for (const listener of listeners) listener()
  }
  whose = userId
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useWriting = (key: string): Writing => useSyncExternalStore(subscribe, () => writingOf(key))

/** Whether anything would be lost if this were thrown away. */
export const hasWords = (writing: Writing): boolean =>
  writing.texts[writing.mode].trim() !== '' || (writing.mode !== 'note' && writing.uploads.length > 0)
