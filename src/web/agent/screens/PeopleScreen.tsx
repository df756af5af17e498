import { Button } from '@mantine/core'
import { useState } from 'react'
import { AddPerson } from '../../../desk/access/ui/AddPerson.tsx'
import { People } from '../../../desk/access/ui/People.tsx'
import { texts as accessTexts } from '../../../desk/access/ui/texts.ts'
import { Page } from '../../kit/Page.tsx'
import { useTexts } from '../../kit/texts.ts'
import { useMe } from '../session.ts'
import { texts } from '../words/texts.ts'

export function PeopleScreen() {
  const t = useTexts(texts)
  const access = useTexts(accessTexts)
  const { user, may } = useMe()
  const [adding, setAdding] = useState(false)
  const mayChange = may('account.write')
  return (
    <Page
      title={t('people')}
      lead={t('peopleLead')}
      actions={mayChange && <Button onClick={() => setAdding(true)}>{access('addPerson')}</Button>}
    >
      <People me={user} mayChange={mayChange} />
      <AddPerson opened={adding} onClose={() => setAdding(false)} byOwner={user.role === 'owner'} />
    </Page>
  )
}
