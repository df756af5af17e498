import type { ReactNode } from 'react'
import classes from './StateChip.module.css'

export type ChipTone = 'plain' | 'fjord' | 'kept' | 'soon' | 'broken' | 'waiting' | 'note'

/** A state in a word. Its shape says it too (full, half, ring, torn), so that colour is never the only sign. */
export function StateChip({ tone = 'plain', children }: { tone?: ChipTone; children: ReactNode }) {
  return (
    <span className={classes.chip} data-tone={tone}>
      <svg viewBox="0 0 10 10" aria-hidden="true" className={classes.sign}>
        {signs[tone]}
      </svg>
      {children}
    </span>
  )
}

const ring = <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
const signs: Record<ChipTone, ReactNode> = {
  plain: ring,
  fjord: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  kept: <path d="M1.5 5.2L4 7.7L8.6 2.4" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  soon: (
    <>
      {ring}
      <path d="M5 1.500A3.5 3.5 0 0 1 5 8.500Z" fill="currentColor" />
    </>
  ),
  broken: <path d="M2 2L8 8M8 2L2 8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  waiting: <path d="M3 1.500V8.500M7 1.500V8.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  note: <path d="M2 4.500H8V9H2ZM3.5 4.500V3A1.5 1.5 0 0 1 6.5 3V4.5" fill="none" stroke="currentColor" />,
}
