import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Refused } from './call.ts'
import classes from './Says.module.css'
import { useTexts } from './texts.ts'
import { texts } from './words/texts.ts'

const signs = { info: IconInfoCircle, kept: IconCheck, soon: IconAlertTriangle, broken: IconAlertTriangle }

/** The desk says something about what stands beside it. Problems are read out at once, the rest when there is a pause. */
export function Says({
  tone = 'info',
  children,
  action,
}: {
  tone?: keyof typeof signs
  children: ReactNode
  action?: ReactNode
}) {
  const Sign = signs[tone]
  return (
    <div className={classes.says} data-tone={tone} role={tone === 'broken' ? 'alert' : 'status'}>
      <Sign size={18} stroke={1.75} aria-hidden="true" className={classes.sign} />
      <div className={classes.words}>{children}</div>
      {action}
    </div>
  )
}

/** In the place of what could not be fetched: why, and the way to ask again. */
export function NotFetched({ refused, onAgain }: { refused: Refused; onAgain: () => void }) {
  const t = useTexts(texts)
  return (
    <Says
      tone="broken"
      action={
        <Button variant="default" size="compact-sm" onClick={onAgain}>
          {t('tryAgain')}
        </Button>
      }
    >
      {refused.title || t('notLoaded')}
    </Says>
  )
}
