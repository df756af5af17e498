import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { SetUp } from '../../../desk/inboxes/ui/SetUp.tsx'
import { texts as setUpTexts } from '../../../desk/inboxes/ui/setup-texts.ts'
import { Empty } from '../../kit/Empty.tsx'
import { answers } from '../../kit/queries.ts'
import { useTexts } from '../../kit/texts.ts'
import { texts } from '../words/texts.ts'

/** The first run, by the one-time link. */
export function SetUpScreen() {
  const t = useTexts(texts)
  const setUp = useTexts(setUpTexts)
  const { token } = useSearch({ from: '/setup' })
  const navigate = useNavigate()
  if (!token)
    return (
      <main>
        <Empty
          page
          title={setUp('noLink')}
          action={
            <Button variant="default" onClick={() => void navigate({ to: '/sign-in' })}>
              {t('signIn')}
            </Button>
          }
        >
          {setUp('noLinkWords')}
        </Empty>
      </main>
    )
  return (
    <main>
      <SetUp
        token={token}
        onReady={() => {
          answers.clear()
          void navigate({ to: '/' })
        }}
      />
    </main>
  )
}
