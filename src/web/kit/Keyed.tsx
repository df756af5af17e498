import { Tooltip } from '@mantine/core'
import type { ReactElement } from 'react'
import classes from './Keyed.module.css'
import { useRemembered } from './remembered.ts'
import { printKeys, singleKeys } from './shortcuts.ts'
import { useTexts } from './texts.ts'
import { texts } from './words/texts.ts'

/** Keys as caps: `g i` shows "G then I". */
export function Keys({ keys }: { keys: string }) {
  const t = useTexts(texts)
  const sequence = keys.includes(' ')
  return (
    <span className={classes.keys}>
      {printKeys(keys).map((key, at) => (
        <span key={key}>
          {sequence && at > 0 && <span className={classes.then}>{t('afterwards')}</span>}
          <kbd className={classes.key}>{key}</kbd>
        </span>
      ))}
    </span>
  )
}

/** Shows, on hover and focus of its child, what it does and which keys do it too. */
export function Keyed({ keys, label, children }: { keys?: string; label: string; children: ReactElement }) {
  const [single] = useRemembered(singleKeys)
  const usable = keys && (single || keys.startsWith('mod+'))
  return (
    <Tooltip
      label={
        <span className={classes.hint}>
          {label} {usable && <Keys keys={keys} />}
        </span>
      }
      events={{ hover: true, focus: true, touch: false }}
    >
      {children}
    </Tooltip>
  )
}
