import { Button, Collapse, Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Panel } from '../../../web/kit/Page.tsx'
import { useAct } from '../../../web/kit/queries.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { type ImapSettings, type Inbox, inboxesApi } from '../contract.ts'
import { FetchingState } from './FetchingState.tsx'
import { ServerForm } from './ServerForm.tsx'
import { foldersOf, serverFields, serverInput } from './server-fields.ts'
import { TestAnswer } from './TestAnswer.tsx'
import { texts } from './texts.ts'

/**
 * How mail comes in: to our own listener, or fetched from an IMAP account that can be tried before it is saved. `first`
 * leaves out the heading and the state, where the wizard has asked the question itself.
 */
export function MailIn({ inbox, first = false, onSaved }: { inbox: Inbox; first?: boolean; onSaved?: () => void }) {
  const t = useTexts(texts)
  const { imap } = inbox
  const [fetched, setFetched] = useState(imap !== null)
  const [fields, setFields] = useState(() => serverFields('imap', imap, inbox.address))
  const [auth, setAuth] = useState<ImapSettings['auth']>(imap?.auth ?? 'password')
  const [folders, setFolders] = useState(imap?.folders.filter((folder) => folder !== 'INBOX').join(', ') ?? '')
  const [afterTaking, setAfterTaking] = useState<ImapSettings['afterTaking']>(imap?.afterTaking ?? 'seen')
  const [authservId, setAuthservId] = useState(imap?.authservId ?? '')
  const [detailed, setDetailed] = useState(false)
  const [asked, setAsked] = useState(false)
  const trial = useAct(inboxesApi.testImap, { quiet: true })
  const save = useAct(inboxesApi.change, {
    stale: [inboxesApi.see, inboxesApi.list],
    onDone: () => {
      toast(t('saved'))
      onSaved?.()
    },
  })
  const input = () => ({
    ...serverInput(fields),
    auth,
    afterTaking,
    authservId: authservId.trim() || null,
    folders: folders.trim() ? foldersOf(folders) : ['INBOX'],
  })
  const whole = fields.host.trim() !== '' && fields.user.trim() !== '' && fields.port > 0
  const tryIt = () => {
    setAsked(true)
    if (whole) trial.mutate({ body: { ...input(), inboxId: inbox.id } })
  }
  const keep = () => {
    setAsked(true)
    if (!fetched || whole) save.mutate({ params: { id: inbox.id }, body: { imap: fetched ? input() : null } })
  }
  return (
    <Panel
      title={first ? undefined : t('mailIn')}
      lead={t('mailInLead')}
      side={first ? undefined : <FetchingState inbox={inbox} />}
    >
      {!first && inbox.fetching?.detail && <Text size="sm">{inbox.fetching.detail}</Text>}
      <Radio.Group
        aria-label={t('mailIn')}
        value={fetched ? 'imap' : 'listener'}
        onChange={(value) => setFetched(value === 'imap')}
      >
        <Stack gap="sm">
          <Radio value="listener" label={t('sentToUs')} description={t('sentToUsWords', { address: inbox.address })} />
          <Radio value="imap" label={t('weFetch')} description={t('weFetchWords')} />
        </Stack>
      </Radio.Group>
      {fetched && (
        <Stack gap="md">
          <ServerForm
            kind="imap"
            fields={fields}
            onChange={setFields}
            hasSecret={imap?.hasSecret ?? false}
            asked={asked}
            secretLabel={auth === 'xoauth2' ? t('token') : undefined}
          />
          <Group>
            <Button variant="subtle" size="compact-sm" aria-expanded={detailed} onClick={() => setDetailed(!detailed)}>
              {t('details')}
            </Button>
          </Group>
          <Collapse expanded={detailed}>
            <Stack gap="md">
              <Select
                label={t('method')}
                allowDeselect={false}
                data={[
                  { value: 'password', label: t('withPassword') },
                  { value: 'xoauth2', label: t('withToken') },
                ]}
                value={auth}
                onChange={(value) => value && setAuth(value as ImapSettings['auth'])}
              />
              <TextInput
                label={t('folders')}
                description={t('foldersHint')}
                value={folders}
                onChange={(event) => setFolders(event.currentTarget.value)}
              />
              <Select
                label={t('afterTaking')}
                allowDeselect={false}
                data={[
                  { value: 'seen', label: t('markSeen') },
                  { value: 'nothing', label: t('leaveAlone') },
                ]}
                value={afterTaking}
                onChange={(value) => value && setAfterTaking(value as ImapSettings['afterTaking'])}
              />
              <TextInput
                label={t('authserv')}
                description={t('authservHint')}
                spellCheck={false}
                value={authservId}
                onChange={(event) => setAuthservId(event.currentTarget.value)}
              />
            </Stack>
          </Collapse>
          <TestAnswer answer={trial.data} refused={trial.error} />
        </Stack>
      )}
      <Group>
        <Button variant={first ? 'filled' : 'light'} onClick={keep} loading={save.isPending}>
          {t('save')}
        </Button>
        {fetched && (
          <Button variant="default" onClick={tryIt} loading={trial.isPending}>
            {t('test')}
          </Button>
        )}
      </Group>
    </Panel>
  )
}
