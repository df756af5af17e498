import type { Status } from '../contract.ts'
import classes from './StateMark.module.css'

/** Where a conversation stands, as a shape; the word is said beside it. */
export function StateMark({ status }: { status: Status }) {
  return (
    <svg viewBox="0 0 10 10" className={classes.mark} data-status={status} aria-hidden="true">
      {shapes[status]}
    </svg>
  )
}

const shapes = {
  new: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  open: <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  waiting: <path d="M3 1.5V8.5M7 1.5V8.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  resolved: <path d="M1.500 5.200L4 7.700L8.600 2.400" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  spam: <path d="M2 2L8 8M8 2L2 8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
} as const satisfies Record<Status, React.ReactNode>
