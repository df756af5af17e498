import { createReadingPool, type ReadingPool } from '../../channels/email/read/reading-pool.ts'
import type { House } from '../../core/ctx.ts'

const pools = new WeakMap<House, ReadingPool>()

/** The process's one pool of reading threads; they start with the first mail. */
export function readingOf(house: House): ReadingPool {
  const known = pools.get(house)
  if (known) return known
  const pool = createReadingPool({ size: 2 })
  pools.set(house, pool)
  return pool
}

export async function stopReading(house: House): Promise<void> {
  const pool = pools.get(house)
  pools.delete(house)
  await pool?.close()
}
