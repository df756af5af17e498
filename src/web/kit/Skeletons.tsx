import { type ReactNode, useEffect, useState } from 'react'
import classes from './Skeletons.module.css'
import { useTexts } from './texts.ts'
import { texts } from './words/texts.ts'

/** Shows its children only after 150 ms: what comes sooner needs no stand-in, and nothing blinks. */
function Soon({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}

/** Grey rows in the place of a list or text that is on its way. */
export function Skeletons({ rows = 6 }: { rows?: number }) {
  const t = useTexts(texts)
  return (
    <Soon>
      <div className={classes.rows} role="status" aria-label={t('fetching')}>
        {Array.from({ length: rows }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical stand-ins without state, never reordered
          <div key={at} className={classes.row} />
        ))}
      </div>
    </Soon>
  )
}
