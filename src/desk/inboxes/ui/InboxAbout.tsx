import { Button, Group, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Language, languages } from '../../../core/texts.ts'
import { languageNames } from '../../../web/kit/language.ts'
import { Panel } from '../../../web/kit/Page.tsx'
import { useAct } from '../../../web/kit/queries.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { type Inbox, inboxesApi } from '../contract.ts'
import classes from './inboxes.module.css'
import { texts } from './texts.ts'

/** What an inbox is called, the language it falls back to, and its signature. */
export function InboxAbout({ inbox }: { inbox: Inbox }) {
  const t = useTexts(texts)
  const [name, setName] = useState(inbox.name)
  const [language, setLanguage] = useState<Language>(inbox.language)
  const [signature, setSignature] = useState(inbox.signature)
  const save = useAct(inboxesApi.change, {
    stale: [inboxesApi.see, inboxesApi.list],
    onDone: () => toast(t('saved')),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return
    // Only what was changed here: a colleague's change to the rest stays.
    save.mutate({
      params: { id: inbox.id },
      body: {
        ...(name.trim() === inbox.name ? {} : { name: name.trim() }),
        ...(language === inbox.language ? {} : { language }),
        ...(signature === inbox.signature ? {} : { signature }),
      },
    })
  }
  return (
    <Panel title={t('aboutInbox')}>
      <form onSubmit={submit}>
        <Stack gap="md" maw={480}>
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={!name.trim() && t('writeName')}
          />
          <Select
            label={t('language')}
            description={t('languageHint')}
            allowDeselect={false}
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
            value={language}
            onChange={(value) => value && setLanguage(value as Language)}
          />
          <Textarea
            label={t('signature')}
            description={t('signatureLead')}
            autosize
            minRows={3}
            maxRows={10}
            value={signature}
            onChange={(event) => setSignature(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" variant="light" loading={save.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

/** The acknowledgement: on or off, at once, with what the customer then reads. */
export function Acknowledgement({ inbox }: { inbox: Inbox }) {
  const t = useTexts(texts)
  const change = useAct(inboxesApi.change, { stale: [inboxesApi.see, inboxesApi.list] })
  const on = change.isPending ? change.variables.body?.acknowledge === true : inbox.acknowledge
  return (
    <Panel title={t('acknowledge')} lead={t('acknowledgeLead')}>
      <Switch
        label={t('acknowledgeSwitch')}
        checked={on}
        onChange={(event) =>
          change.mutate({ params: { id: inbox.id }, body: { acknowledge: event.currentTarget.checked } })
        }
      />
      <blockquote className={classes.letter}>
        {on ? (
          <>
            <small>{t('roughly')}</small>
            {t('acknowledgePreview')}
          </>
        ) : (
          t('nothingSent')
        )}
      </blockquote>
    </Panel>
  )
}
