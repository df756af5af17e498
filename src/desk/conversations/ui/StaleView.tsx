import { Button } from '@mantine/core'
import { TimeAgo } from '../../../web/kit/TimeAgo.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import classes from './StaleView.module.css'
import { texts } from './texts.ts'
import type { Newer } from './writing.ts'

/** What came while the answer was being written. Nothing has been sent; the words stand below, and the person decides. */
export function StaleView({
  newer,
  onAnyway,
  onLook,
}: {
  newer: readonly Newer[]
  onAnyway: () => void
  onLook: () => void
}) {
  const t = useTexts(texts)
  return (
    <div className={classes.stale} role="alert">
      <p className={classes.staleTitle}>{t('staleTitle')}</p>
      <ul className={classes.newer}>
        {newer.map(({ id, author, at, newText }) => (
          <li key={id}>
            <strong>{author || t('someone')}</strong> <TimeAgo at={at} />
            <p className={classes.newerWords}>{newText}</p>
          </li>
        ))}
      </ul>
      <div className={classes.staleActs}>
        <Button variant="default" size="compact-sm" onClick={onAnyway}>
          {t('sendAnyway')}
        </Button>
        <Button variant="light" size="compact-sm" onClick={onLook}>
          {t('lookFirst')}
        </Button>
      </div>
    </div>
  )
}
