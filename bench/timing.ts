import { performance } from 'node:perf_hooks'

export interface Figures {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
  max: number
  n: number
  /** Processor milliseconds of the measured process a call, where it was asked for. */
  cpu?: number
}

export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export function figures(milliseconds: readonly number[], seconds: number): Figures {
  const sorted = [...milliseconds].sort((a, b) => a - b)
  return {
    perSecond: sorted.length / seconds,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
    n: sorted.length,
  }
}

/** Keeps every one of `workers` busy for `seconds`, each with its next call as soon as the last has ended (closed loop). */
export async function closedLoop(workers: readonly (() => Promise<unknown>)[], seconds: number): Promise<Figures> {
  const took: number[] = []
  const from = performance.now()
  const until = from + seconds * 1000
  await Promise.all(
    workers.map(async (work) => {
      for (;;) {
        const began = performance.now()
        if (began >= until) return
        await work()
        took.push(performance.now() - began)
      }
    }),
  )
  return figures(took, (performance.now() - from) / 1000)
}

/** Of several runs the middle one by throughput: one noisy neighbour must not decide. */
export function median(runs: readonly Figures[]): Figures {
  const sorted = [...runs].sort((a, b) => a.perSecond - b.perSecond)
  return sorted[Math.floor(sorted.length / 2)] ?? figures([], 1)
}

export interface Way {
  workers: readonly (() => Promise<unknown>)[]
  /** Processor milliseconds the measured process has used so far. */
  cpu?: () => number
}

/**
 * Measures several ways of doing the same in turns (A B C A B C …), so that a machine that slows down slows all of them.
 * @returns the middle run of each, in the order given
 */
export async function inTurns(
  ways: readonly Way[],
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Figures[]> {
  for (const { workers } of ways) await closedLoop(workers, seconds / 4)
  const runs: Figures[][] = ways.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, { workers, cpu }] of ways.entries()) {
      const before = cpu?.() ?? 0
      const run = await closedLoop(workers, seconds)
      runs[index]?.push(cpu ? { ...run, cpu: (cpu() - before) / run.n } : run)
    }
  }
  return runs.map(median)
}
