import { Button, Group, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { Panel } from '../../../web/kit/Page.tsx'
import { useAct } from '../../../web/kit/queries.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { type Inbox, inboxesApi } from '../contract.ts'
import { ServerForm } from './ServerForm.tsx'
import { serverFields, serverInput } from './server-fields.ts'
import { TestAnswer } from './TestAnswer.tsx'
import { texts } from './texts.ts'

/** How answers leave: by the house's relay or one of the inbox's own, which can be tried before it is saved. */
export function MailOut({ inbox }: { inbox: Inbox }) {
  const t = useTexts(texts)
  const { relay } = inbox
  const [own, setOwn] = useState(relay !== null)
  const [fields, setFields] = useState(() => serverFields('smtp', relay, inbox.address))
  const [asked, setAsked] = useState(false)
  const trial = useAct(inboxesApi.testRelay, { quiet: true })
  const save = useAct(inboxesApi.change, {
    stale: [inboxesApi.see, inboxesApi.list],
    onDone: () => toast(t('saved')),
  })
  const whole = fields.host.trim() !== '' && fields.port > 0
  const tryIt = () => {
    setAsked(true)
    if (whole) trial.mutate({ body: { ...serverInput(fields), inboxId: inbox.id } })
  }
  const keep = () => {
    setAsked(true)
    if (!own || whole) save.mutate({ params: { id: inbox.id }, body: { relay: own ? serverInput(fields) : null } })
  }
  return (
    <Panel title={t('mailOut')} lead={t('mailOutLead')}>
      <Radio.Group
        aria-label={t('mailOut')}
        value={own ? 'own' : 'house'}
        onChange={(value) => setOwn(value === 'own')}
      >
        <Stack gap="sm">
          <Radio value="house" label={t('houseRelay')} description={t('houseRelayWords')} />
          <Radio value="own" label={t('ownRelay')} />
        </Stack>
      </Radio.Group>
      {own && (
        <Stack gap="md">
          <ServerForm
            kind="smtp"
            fields={fields}
            onChange={setFields}
            hasSecret={relay?.hasSecret ?? false}
            asked={asked}
          />
          <TestAnswer answer={trial.data} refused={trial.error} />
        </Stack>
      )}
      <Group>
        <Button variant="light" onClick={keep} loading={save.isPending}>
          {t('save')}
        </Button>
        {own && (
          <Button variant="default" onClick={tryIt} loading={trial.isPending}>
            {t('test')}
          </Button>
        )}
      </Group>
    </Panel>
  )
}
