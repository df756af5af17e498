import { Empty } from '../../kit/Empty.tsx'
import { useTexts } from '../../kit/texts.ts'
import { texts } from '../words/texts.ts'

/** The desk: list, conversation, customer. */
export function InboxScreen() {
  const t = useTexts(texts)
  return (
    <Empty page title={t('chooseConversation')}>
      {t('chooseConversationWords')}
    </Empty>
  )
}
