import { MyPassword } from '../../../desk/access/ui/MyPassword.tsx'
import { MyProfile } from '../../../desk/access/ui/MyProfile.tsx'
import { MySessions } from '../../../desk/access/ui/MySessions.tsx'
import { MyTokens } from '../../../desk/access/ui/MyTokens.tsx'
import { Page } from '../../kit/Page.tsx'
import { useTexts } from '../../kit/texts.ts'
import { useMe } from '../session.ts'
import { texts } from '../words/texts.ts'

export function MeScreen() {
  const t = useTexts(texts)
  const { user, may } = useMe()
  return (
    <Page title={t('yourPage')} lead={t('meLead')}>
      <MyProfile user={user} />
      <MyPassword email={user.email} />
      <MySessions />
      {may('token.write') && <MyTokens />}
    </Page>
  )
}
