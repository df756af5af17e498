import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconUserOff, IconUserPlus } from '@tabler/icons-react'
import { Initials } from '../../../web/kit/Initials.tsx'
import { Keys } from '../../../web/kit/Keyed.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import type { Conversation } from '../contract.ts'
import classes from './ConversationHead.module.css'
import { useInboxes, usePeople, useSelf } from './self.ts'
import { texts } from './texts.ts'

/** Who answers for it, and giving it to somebody: oneself first, then everyone who can see its inbox. */
export function AssignMenu({
  conversation: { assigneeId, inboxId },
  onAssign,
  disabled,
}: {
  conversation: Pick<Conversation, 'assigneeId' | 'inboxId'>
  onAssign: (userId: string | null) => void
  disabled: boolean
}) {
  const t = useTexts(texts)
  const self = useSelf()
  const { people, nameOf } = usePeople()
  const { inboxes } = useInboxes()
  const members = inboxes.find(({ id }) => id === inboxId)?.memberIds
  const able = people.filter(
    ({ id, disabled: left, role }) =>
      !left && id !== self.id && (role === 'owner' || role === 'admin' || !members || members.includes(id)),
  )
  const name = nameOf(assigneeId)
  const tick = <IconCheck size={14} stroke={2} aria-hidden="true" />
  return (
    <Menu position="bottom-start" width={256} disabled={disabled}>
      <Menu.Target>
        <UnstyledButton className={classes.choice}>
          <span className="unseen">{t('assignee')}: </span>
          {name ? <Initials name={name} us size="sm" /> : <IconUserPlus size={16} stroke={1.5} aria-hidden="true" />}
          <span className={classes.assignee}>{name ?? t('nobody')}</span>
          {!disabled && <IconChevronDown size={14} stroke={1.75} aria-hidden="true" className={classes.down} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Initials name={self.name} us size="sm" />}
          rightSection={assigneeId === self.id ? tick : <Keys keys="i" />}
          onClick={() => onAssign(self.id)}
        >
          {t('assignToMe')}
        </Menu.Item>
        {able.length > 0 && <Menu.Label>{t('assign')}</Menu.Label>}
        {able.map((person) => (
          <Menu.Item
            key={person.id}
            leftSection={<Initials name={person.name} us size="sm" />}
            rightSection={assigneeId === person.id ? tick : null}
            onClick={() => onAssign(person.id)}
          >
            {person.name}
          </Menu.Item>
        ))}
        {assigneeId && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconUserOff size={16} stroke={1.5} aria-hidden="true" />}
              onClick={() => onAssign(null)}
            >
              {t('nobody')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
