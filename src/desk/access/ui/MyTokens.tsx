import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Panel, Row, Rows } from '../../../web/kit/Page.tsx'
import { useAct, useCall } from '../../../web/kit/queries.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { TimeAgo } from '../../../web/kit/TimeAgo.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { accessApi } from '../contract.ts'
import classes from './people.module.css'
import { texts } from './texts.ts'

/** My API tokens. A new one is shown once, here, and never again. */
export function MyTokens() {
  const t = useTexts(texts)
  const [name, setName] = useState('')
  const [made, setMade] = useState<string | null>(null)
  const { data } = useCall(accessApi.listTokens, {})
  const make = useAct(accessApi.createToken, {
    stale: [accessApi.listTokens],
    onDone: ({ token }) => {
      setMade(token)
      setName('')
    },
  })
  const revoke = useAct(accessApi.revokeToken, { stale: [accessApi.listTokens] })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) make.mutate({ body: { name: name.trim() } })
  }
  const copy = async (token: string) => {
    await navigator.clipboard.writeText(token)
    toast(t('copied'))
  }
  return (
    <Panel title={t('tokens')} lead={t('tokensLead')}>
      {data?.items.length === 0 && !made && <Text c="dimmed">{t('noTokens')}</Text>}
      <Rows label={t('tokens')}>
        {data?.items.map((token) => (
          <Row key={token.id}>
            <IconKey size={20} stroke={1.5} aria-hidden="true" />
            <div className={classes.who}>
              <div>{token.name}</div>
              <Text size="xs" c="dimmed">
                {token.usedAt ? (
                  <>
                    {t('usedLast')} <TimeAgo at={token.usedAt} />
                  </>
                ) : (
                  t('neverUsed')
                )}
              </Text>
            </div>
            <Button
              variant="subtle"
              color="broken"
              size="compact-sm"
              onClick={() =>
                revoke.mutate(
                  { params: { id: token.id } },
                  { onSuccess: () => toast(t('revoked', { name: token.name })) },
                )
              }
            >
              {t('revoke')}
            </Button>
          </Row>
        ))}
      </Rows>
      {made && (
        <Says
          tone="soon"
          action={
            <Button size="compact-sm" variant="default" onClick={() => void copy(made)}>
              {t('copy')}
            </Button>
          }
        >
          <Stack gap="xs">
            {t('tokenMade')}
            <code className={classes.token}>{made}</code>
          </Stack>
        </Says>
      )}
      <form onSubmit={submit}>
        <Group align="end">
          <TextInput
            label={t('tokenName')}
            placeholder={t('tokenExample')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            flex={1}
            maw={400}
          />
          <Button type="submit" variant="default" loading={make.isPending} disabled={!name.trim()}>
            {t('makeToken')}
          </Button>
        </Group>
      </form>
    </Panel>
  )
}
