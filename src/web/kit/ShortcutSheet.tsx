import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { Keys } from './Keyed.tsx'
import { useRemembered } from './remembered.ts'
import classes from './ShortcutSheet.module.css'
import { singleKeys, useShortcut, useShortcuts } from './shortcuts.ts'
import { useTexts } from './texts.ts'
import { texts } from './words/texts.ts'

/** The sheet behind `?`: everything the keyboard does on this screen. */
export function ShortcutSheet() {
  const t = useTexts(texts)
  const [open, setOpen] = useState(false)
  const [single] = useRemembered(singleKeys)
  const shortcuts = useShortcuts()
  useShortcut('?', () => setOpen(true), t('showShortcuts'))
  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      title={t('shortcuts')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {!single && <Text c="dimmed">{t('shortcutsOff')}</Text>}
      <dl className={classes.sheet}>
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className={classes.row}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
