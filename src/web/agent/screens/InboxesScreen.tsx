import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { AddInbox } from '../../../desk/inboxes/ui/AddInbox.tsx'
import { InboxList } from '../../../desk/inboxes/ui/InboxList.tsx'
import { texts as inboxTexts } from '../../../desk/inboxes/ui/texts.ts'
import { Page } from '../../kit/Page.tsx'
import { useTexts } from '../../kit/texts.ts'
import { useMe } from '../session.ts'
import { texts } from '../words/texts.ts'

export function InboxesScreen() {
  const t = useTexts(texts)
  const inbox = useTexts(inboxTexts)
  const { may } = useMe()
  const navigate = useNavigate()
  const [adding, setAdding] = useState(false)
  const mayAdd = may('inbox.write')
  return (
    <Page
      title={t('inboxes')}
      lead={t('inboxesLead')}
      actions={mayAdd && <Button onClick={() => setAdding(true)}>{inbox('addInbox')}</Button>}
    >
      <InboxList hrefOf={(id) => `/settings/inboxes/${id}`} onAdd={mayAdd ? () => setAdding(true) : null} />
      <AddInbox
        opened={adding}
        onClose={() => setAdding(false)}
        onAdded={({ id }) => void navigate({ to: '/settings/inboxes/$id', params: { id } })}
      />
    </Page>
  )
}
