import type { ReactNode } from 'react'
import classes from './Empty.module.css'
import { knotStrands } from './Logo.tsx'

/** An empty place that teaches: what will appear here, why it is empty, and one thing to do. */
export function Empty({
  title,
  children,
  action,
  page = false,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
  /** It is the whole page: its title is the page's heading. */
  page?: boolean
}) {
  const Title = page ? 'h1' : 'h2'
  return (
    <div className={classes.empty}>
      <svg viewBox="0 0 240 40" className={classes.drawing} aria-hidden="true">
        <path className={classes.rope} d="M0 33.5H96.5" />
        <g transform="translate(96 8.5)">
          {knotStrands.map((strand) => (
            <path key={strand} className={classes.rope} d={strand} />
          ))}
        </g>
        <path className={classes.rope} d="M143.5 33.5H240" />
      </svg>
      <Title className={classes.title}>{title}</Title>
      {children && <div className={classes.words}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
