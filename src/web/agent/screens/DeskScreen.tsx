import { DeskForm } from '../../../desk/team/ui/DeskForm.tsx'
import { Page } from '../../kit/Page.tsx'
import { useTexts } from '../../kit/texts.ts'
import { useMe } from '../session.ts'
import { texts } from '../words/texts.ts'

export function DeskScreen() {
  const t = useTexts(texts)
  const { may } = useMe()
  return (
    <Page title={t('desk')} lead={t('deskLead')}>
      <DeskForm mayChange={may('desk.write')} />
    </Page>
  )
}
