import { QuarantineList } from '../../../desk/post/ui/QuarantineList.tsx'
import { Page } from '../../kit/Page.tsx'
import { useTexts } from '../../kit/texts.ts'
import { useMe } from '../session.ts'
import { texts } from '../words/texts.ts'

export function QuarantineScreen() {
  const t = useTexts(texts)
  const { may } = useMe()
  return (
    <Page title={t('quarantine')} lead={t('quarantineLead')}>
      <QuarantineList mayAct={may('quarantine.write')} />
    </Page>
  )
}
