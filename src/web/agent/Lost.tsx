import { Button } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Refused } from '../kit/call.ts'
import { Empty } from '../kit/Empty.tsx'
import { useTexts } from '../kit/texts.ts'
import { texts } from './words/texts.ts'

/** An address that leads nowhere. */
export function Lost() {
  const t = useTexts(texts)
  return (
    <main>
      <Empty
        page
        title={t('notHere')}
        action={
          <Button component="a" href="/">
            {t('toInbox')}
          </Button>
        }
      >
        {t('notHereWords')}
      </Empty>
    </main>
  )
}

/** A screen that could not be drawn: says so and offers the way back in. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const t = useTexts(texts)
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Empty
      page
      title={error instanceof Refused ? error.title : t('failed')}
      action={<Button onClick={again}>{t('tryAgain')}</Button>}
    />
  )
}
