import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useNow } from '../../../web/kit/clock.ts'
import { Keyed } from '../../../web/kit/Keyed.tsx'
import { useShortcut } from '../../../web/kit/shortcuts.ts'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { timeWords } from '../../../web/kit/time-words.ts'
import classes from './Composer.module.css'
import { SendLater } from './SendLater.tsx'
import { texts } from './texts.ts'

/** Send; beside it the other ways: solved at once, or later. */
export function SendButton({
  note,
  resolves,
  sendAt,
  disabled,
  onSend,
  onLater,
}: {
  note: boolean
  /** Whether what is sent can be the last word. */
  resolves: boolean
  sendAt: string | null
  /** Files are still on their way up. */
  disabled: boolean
  onSend: (resolve: boolean) => void
  onLater: (at: string) => void
}) {
  const t = useTexts(texts)
  const language = useLanguage()
  const now = useNow()
  const [choosing, setChoosing] = useState(false)
  useShortcut('mod+shift+Enter', () => onSend(true), t('sendAndResolve'), resolves && !disabled)
  if (note)
    return (
      <Keyed keys="mod+Enter" label={t('saveNote')}>
        <Button onClick={() => onSend(false)} disabled={disabled}>
          {t('saveNote')}
        </Button>
      </Keyed>
    )
  const label = sendAt ? t('sendAt', { time: timeWords(Date.parse(sendAt), now, language, t('justNow')) }) : t('send')
  return (
    <>
      <Button.Group>
        <Keyed keys="mod+Enter" label={label}>
          <Button
            leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => onSend(false)}
            disabled={disabled}
          >
            {label}
          </Button>
        </Keyed>
        <Menu position="top-end">
          <Menu.Target>
            <Button className={classes.more} disabled={disabled} aria-label={t('sendOptions')}>
              <IconChevronDown size={16} stroke={1.75} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {resolves && (
              <Menu.Item leftSection={<IconCheck size={16} stroke={1.75} />} onClick={() => onSend(true)}>
                {t('sendAndResolve')}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconClock size={16} stroke={1.75} />} onClick={() => setChoosing(true)}>
              {t('sendLater')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <SendLater opened={choosing} onClose={() => setChoosing(false)} onChoose={onLater} />
    </>
  )
}
