import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Panel } from '../../../web/kit/Page.tsx'
import { useAct } from '../../../web/kit/queries.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { accessApi } from '../contract.ts'
import { leastPassword } from './password-length.ts'
import { texts } from './texts.ts'

/** Changes my password. */
export function MyPassword({ email }: { email: string }) {
  const t = useTexts(texts)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [asked, setAsked] = useState(false)
  const change = useAct(accessApi.changeMe, {
    quiet: true,
    stale: [accessApi.listSessions],
    onDone: () => {
      setCurrent('')
      setNext('')
      setAsked(false)
      toast(t('passwordChanged'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (current && next.length >= leastPassword) change.mutate({ body: { password: { current, next } } })
  }
  return (
    <Panel title={t('changePassword')} lead={t('changePasswordLead')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={400}>
          {/* Tells a password manager whose password it is. */}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label={t('currentPassword')}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={(change.error?.title ?? (asked && !current && t('writePassword'))) || undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          <PasswordInput
            label={t('nextPassword')}
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            error={asked && next.length < leastPassword && t('shortPassword')}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}
