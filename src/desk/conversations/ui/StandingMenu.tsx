import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconFlag } from '@tabler/icons-react'
import { useTexts } from '../../../web/kit/texts.ts'
import { type Conversation, priorities, type Status, statuses } from '../contract.ts'
import classes from './ConversationHead.module.css'
import { StateMark } from './StateMark.tsx'
import { statusWords } from './state-words.ts'
import { texts } from './texts.ts'

const tick = <IconCheck size={14} stroke={2} aria-hidden="true" />

/** Where the conversation stands and how much it matters: read in the head, changed in the menu beneath. */
export function StandingMenu({
  status,
  priority,
  disabled,
  onStatus,
  onPriority,
}: {
  status: Status
  priority: Conversation['priority']
  disabled: boolean
  onStatus: (status: Status) => void
  onPriority: (priority: Conversation['priority']) => void
}) {
  const t = useTexts(texts)
  return (
    <Menu position="bottom-start" disabled={disabled}>
      <Menu.Target>
        <UnstyledButton className={classes.choice} aria-label={t('statusIs', { status: t(statusWords[status]) })}>
          <StateMark status={status} />
          <span className={classes.word}>{t(statusWords[status])}</span>
          {!disabled && <IconChevronDown size={14} stroke={1.75} aria-hidden="true" className={classes.down} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('status')}</Menu.Label>
        {statuses
          // Once answered, a conversation is not new again.
          .filter((each) => each !== 'new' || status === 'new')
          .map((each) => (
            <Menu.Item
              key={each}
              leftSection={<StateMark status={each} />}
              rightSection={each === status ? tick : null}
              aria-current={each === status ? 'true' : undefined}
              onClick={() => onStatus(each)}
            >
              {t(statusWords[each])}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Label>{t('priority')}</Menu.Label>
        {priorities.map((each) => (
          <Menu.Item
            key={each}
            leftSection={
              <IconFlag size={14} stroke={1.75} data-priority={each} className={classes.flag} aria-hidden="true" />
            }
            rightSection={each === priority ? tick : null}
            aria-current={each === priority ? 'true' : undefined}
            onClick={() => onPriority(each)}
          >
            {t(each)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
