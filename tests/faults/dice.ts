/** Chance that can be thrown again: the same seed gives the same throws (mulberry32). */
export interface Dice {
  seed: number
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, `below`. */
  upTo(below: number): number
  /** True once in `n` throws. */
  onceIn(n: number): boolean
}

export function throwDice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (below: number) => Math.floor(next() * below)
  return { seed, next, upTo, onceIn: (n) => upTo(n) === 0 }
}

/** The seed asked for with FAULT_SEED, or a new one. */
export const seedOfThisRun = (): number => Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 32))
