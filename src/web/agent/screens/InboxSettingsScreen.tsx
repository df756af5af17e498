import { Anchor } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { InboxSettings, useInbox } from '../../../desk/inboxes/ui/InboxSettings.tsx'
import { Page } from '../../kit/Page.tsx'
import { useTexts } from '../../kit/texts.ts'
import { useMe } from '../session.ts'
import { texts } from '../words/texts.ts'

export function InboxSettingsScreen() {
  const t = useTexts(texts)
  const { id } = useParams({ from: '/house/settings/inboxes/$id' })
  const { may } = useMe()
  const inbox = useInbox(id)
  return (
    <Page
      title={inbox?.name ?? t('inboxes')}
      lead={inbox?.address}
      back={
        <Anchor href="/settings/inboxes" size="sm" py={2}>
          ← {t('inboxes')}
        </Anchor>
      }
    >
      <InboxSettings key={id} id={id} mayChange={may('inbox.write')} />
    </Page>
  )
}
