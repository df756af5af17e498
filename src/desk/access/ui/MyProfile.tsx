import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Panel } from '../../../web/kit/Page.tsx'
import { useAct } from '../../../web/kit/queries.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { accessApi, type User } from '../contract.ts'
import { texts } from './texts.ts'

/** My name, as customers see it. */
export function MyProfile({ user }: { user: User }) {
  const t = useTexts(texts)
  const [name, setName] = useState(user.name)
  const save = useAct(accessApi.changeMe, {
    stale: [accessApi.whoAmI, accessApi.listUsers],
    onDone: () => toast(t('saved')),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) save.mutate({ body: { name: name.trim() } })
  }
  return (
    <Panel title={t('aboutYou')} lead={user.email}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={!name.trim() && t('writeName')}
            maw={400}
          />
          <Group>
            <Button type="submit" variant="light" loading={save.isPending} disabled={name.trim() === user.name}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}
