import { type ReactNode, useEffect } from 'react'
import classes from './Page.module.css'

/** A page of settings or lists: its heading, a line that says what it is for, its actions, and what it holds. */
export function Page({
  title,
  lead,
  actions,
  back,
  narrow = false,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  back?: ReactNode
  narrow?: boolean
  children: ReactNode
}) {
  useTitle(typeof title === 'string' ? title : '')
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      {back}
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Names the browser's tab after the screen. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Løfte` : 'Løfte'
  }, [title])
}

/** A sheet of paper on the page, with a heading of its own. */
export function Panel({
  title,
  lead,
  side,
  children,
}: {
  title?: ReactNode
  lead?: ReactNode
  side?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={classes.panel}>
      {(title || side) && (
        <header className={classes.panelHead}>
          <div>
            {title && <h2 className={classes.panelTitle}>{title}</h2>}
            {lead && <p className={classes.panelLead}>{lead}</p>}
          </div>
          {side}
        </header>
      )}
      {children}
    </section>
  )
}

/** Rows of a list on one sheet, with lines between. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  )
}
export function Row({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return (
    <li className={classes.row} data-quiet={quiet || undefined}>
      {children}
    </li>
  )
}
