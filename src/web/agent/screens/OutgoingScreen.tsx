import { OutgoingList } from '../../../desk/post/ui/OutgoingList.tsx'
import { Page } from '../../kit/Page.tsx'
import { useTexts } from '../../kit/texts.ts'
import { texts } from '../words/texts.ts'

export function OutgoingScreen() {
  const t = useTexts(texts)
  return (
    <Page title={t('outgoing')} lead={t('outgoingLead')}>
      <OutgoingList hrefOf={(id) => `/conversations/${id}`} />
    </Page>
  )
}
