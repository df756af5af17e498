import { useSyncExternalStore } from 'react'

/** A choice this browser keeps for its person: pane widths, a folded rail, shortcuts on or off. */
export interface Remembered<T> {
  read(): T
  write(value: T): void
  subscribe(listener: () => void): () => void
}

/** Storage may be refused or full (private windows): the choice then lasts as long as the page. */
export function remembered<T>(name: string, otherwise: T): Remembered<T> {
  const key = `lofte.${name}`
  const listeners = new Set<() => void>()
  let value: T = otherwise
  try {
    const text = localStorage.getItem(key)
    if (text !== null) value = JSON.parse(text) as T
  } catch {
    value = otherwise
  }
  return {
    read: () => value,
    write(next) {
      value = next
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        value = next
      }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The choice and its setter, in React. */
export function useRemembered<T>(choice: Remembered<T>): [T, (value: T) => void] {
  return [useSyncExternalStore(choice.subscribe, choice.read), choice.write]
}
