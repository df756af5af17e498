import { useSyncExternalStore } from 'react'

/** The browser's clock, the one place the pages read it. One shared tick a minute's quarter redraws every "5 min". */
export const now = (): number => Date.now()

/** How long this page has been open, in milliseconds. */
export const openFor = (): number => performance.now()

const tickMs = 15_000
const listeners = new Set<() => void>()
let shown = now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    shown = now()
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Now in milliseconds, moving every 15 seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // Nobody ticked while nothing was watching.
    if (listeners.size === 0) shown = now()
    return shown
  })
}
