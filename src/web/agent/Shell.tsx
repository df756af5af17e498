import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { onSignedOut } from '../kit/call.ts'
import { startLive } from '../kit/live.ts'
import { answers } from '../kit/queries.ts'
import { remembered, useRemembered } from '../kit/remembered.ts'
import { ShortcutSheet } from '../kit/ShortcutSheet.tsx'
import { useShortcut } from '../kit/shortcuts.ts'
import { useTexts } from '../kit/texts.ts'
import { undoNewest } from '../kit/toast.tsx'
import { BottomBar } from './BottomBar.tsx'
import { hears } from './hears.ts'
import { Rail } from './Rail.tsx'
import classes from './Shell.module.css'
import { texts } from './words/texts.ts'

const railFolded = remembered('rail-folded', false)

/** The house: the rail, what stands beside it, the keyboard, and the one live stream of this tab. */
export function Shell() {
  const t = useTexts(texts)
  const router = useRouter()
  const [folded, setFolded] = useRemembered(railFolded)
  const reading = useRouterState({ select: ({ location }) => location.pathname.startsWith('/conversations/') })

  useEffect(() => startLive(answers, hears), [])
  useEffect(
    () =>
      onSignedOut(() => {
        // What was being written stays in its drafts; the person comes back to the same place.
        const { pathname, href } = router.state.location
        if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { to: href } })
      }),
    [router],
  )
  useShortcut('z', () => void undoNewest(), t('undo'))

  /** Parts of slices know no routes: their plain links become navigation here. */
  const follow = (event: React.MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.pathname.startsWith('/api/')) return
    event.preventDefault()
    router.history.push(link.pathname + link.search)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches the clicks of the links inside, which have their own keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter comes as a click
    <div
      className={classes.shell}
      data-folded={folded || undefined}
      data-reading={reading || undefined}
      onClick={follow}
    >
      <a className={classes.skip} href="#main">
        {t('skip')}
      </a>
      <Rail folded={folded} onFold={setFolded} />
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <BottomBar />
      <ShortcutSheet />
    </div>
  )
}
