import { ActionIcon, Button, Menu, Text } from '@mantine/core'
import { IconCheck, IconDots } from '@tabler/icons-react'
import { Initials } from '../../../web/kit/Initials.tsx'
import { Row, Rows } from '../../../web/kit/Page.tsx'
import { useAct, usePages } from '../../../web/kit/queries.ts'
import { NotFetched } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { StateChip } from '../../../web/kit/StateChip.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { texts as kitTexts } from '../../../web/kit/words/texts.ts'
import { accessApi, type User } from '../contract.ts'
import { type Role, roles } from '../roles.ts'
import classes from './people.module.css'
import { texts } from './texts.ts'

/** The people of the desk, their roles, and who is locked out. */
export function People({ me, mayChange }: { me: User; mayChange: boolean }) {
  const t = useTexts(texts)
  const more = useTexts(kitTexts)
  const { items, error, refetch, hasNextPage, fetchNextPage } = usePages(accessApi.listUsers, {})
  if (error) return <NotFetched refused={error} onAgain={() => void refetch()} />
  if (!items) return <Skeletons />
  return (
    <>
      <Rows label={t('colleagues')}>
        {items.map((user) => (
          <Row key={user.id} quiet={user.disabled}>
            <Initials name={user.name} us={!user.disabled} />
            <div className={classes.who}>
              <div className={classes.name}>
                {user.name}
                {user.id === me.id && <StateChip tone="fjord">{t('you')}</StateChip>}
                {user.disabled && <StateChip tone="broken">{t('disabled')}</StateChip>}
              </div>
              <Text size="xs" c="dimmed">
                {user.email}
              </Text>
            </div>
            <Text size="sm" c="dimmed">
              {t(user.role)}
            </Text>
            {mayChange && user.id !== me.id && <PersonMenu user={user} byOwner={me.role === 'owner'} />}
          </Row>
        ))}
      </Rows>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {more('more')}
        </Button>
      )}
    </>
  )
}

function PersonMenu({ user, byOwner }: { user: User; byOwner: boolean }) {
  const t = useTexts(texts)
  const change = useAct(accessApi.changeUser, { stale: [accessApi.listUsers] })
  const { name } = user
  const set = (body: { role?: Role; disabled?: boolean }, words: string, back: typeof body) =>
    change.mutate(
      { params: { id: user.id }, body },
      {
        onSuccess: () => toast(words, { undo: () => change.mutate({ params: { id: user.id }, body: back }) }),
      },
    )
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('choicesFor', { name })}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('changeRole')}</Menu.Label>
        {roles
          .filter((role) => role !== 'owner' || byOwner)
          .map((role) => (
            <Menu.Item
              key={role}
              disabled={role === user.role}
              rightSection={role === user.role && <IconCheck size={16} stroke={2} />}
              onClick={() => set({ role }, t('roleChanged', { name, role: t(role) }), { role: user.role })}
            >
              {t(role)}
            </Menu.Item>
          ))}
        <Menu.Divider />
        {user.disabled ? (
          <Menu.Item onClick={() => set({ disabled: false }, t('nowEnabled', { name }), { disabled: true })}>
            {t('enable')}
          </Menu.Item>
        ) : (
          <Menu.Item
            color="broken"
            onClick={() => set({ disabled: true }, t('nowDisabled', { name }), { disabled: false })}
          >
            {t('disable')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
