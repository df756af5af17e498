import { useEffect, useRef, useSyncExternalStore } from 'react'
import { remembered } from './remembered.ts'

/** Single keys can be switched off (WCAG 2.1.4); those with Ctrl or Cmd stay. */
export const singleKeys = remembered('single-keys', true)

interface Shortcut {
  /** `j`, `?`, `g i` (one after the other), `mod+Enter` (Cmd on a Mac, Ctrl elsewhere). */
  keys: string
  label: string
  run: () => void
}

let registered: readonly Shortcut[] = []
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Binds keys to an action while the calling part is on screen; the newest binding of the same keys wins. The label stands
 * in the sheet behind `?`. `when` false unbinds it.
 */
export function useShortcut(keys: string, action: () => void, label: string, when = true): void {
  const latest = useRef(action)
  latest.current = action
  useEffect(() => {
    if (!when) return
    const shortcut: Shortcut = { keys, label, run: () => latest.current() }
    registered = [...registered, shortcut]
    tell()
    return () => {
      registered = registered.filter((each) => each !== shortcut)
      tell()
    }
  }, [keys, label, when])
}

/** What can be pressed on this screen now, for the sheet; one row per keys. */
export function useShortcuts(): readonly Shortcut[] {
  const all = useSyncExternalStore(subscribe, () => registered)
  return [...new Map(all.map((each) => [each.keys, each])).values()]
}

const mac = () => /Mac|iP/.test(navigator.platform)

/** How keys are printed on this machine: `mod+Enter` → ⌘ ⏎ or Ctrl ⏎. */
export function printKeys(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => {
    if (key === 'mod') return mac() ? '⌘' : 'Ctrl'
    if (key === 'Enter') return '⏎'
    if (key === 'shift') return '⇧'
    if (key === 'Escape') return 'Esc'
    return key.length === 1 ? key.toUpperCase() : key
  })
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null

/** A second key counts as "after" the first within this time. */
const sequenceMs = 1_000

/** Listens to the keyboard for the whole page. Answers how to stop. */
export function listenToKeys(): () => void {
  let first: { key: string; at: number } | null = null
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const mod = mac() ? event.metaKey : event.ctrlKey
    const name = [mod && 'mod', mod && event.shiftKey && 'shift', event.key].filter(Boolean).join('+')
    if (!mod) {
      if (!singleKeys.read() || typing(event.target) || event.altKey || event.ctrlKey || event.metaKey) return
      // An open dialog or menu has the keys to itself.
      if (document.querySelector('[role="dialog"], [role="menu"]')) return
    }
    const sequence = first && event.timeStamp - first.at < sequenceMs ? `${first.key} ${name}` : null
    const found = findLast(sequence) ?? findLast(name)
    first =
      !found && registered.some(({ keys }) => keys.startsWith(`${name} `)) ? { key: name, at: event.timeStamp } : null
    if (!found) return
    event.preventDefault()
    found.run()
  }
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}

const findLast = (name: string | null) => (name ? registered.findLast(({ keys }) => keys === name) : undefined)
