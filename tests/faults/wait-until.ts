import { setTimeout as pause } from 'node:timers/promises'

/** Until the condition holds. Throws, naming what was waited for, when it does not within `seconds`. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { seconds = 30 }: { seconds?: number } = {},
): Promise<void> {
  for (const over = Date.now() + seconds * 1000; Date.now() < over; await pause(25)) {
    if (await holds()) return
  }
  throw new Error(`Waited ${seconds} s in vain until ${what}.`)
}
