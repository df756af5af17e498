import { Outlet, useRouterState } from '@tanstack/react-router'
import { useTexts } from '../../kit/texts.ts'
import { texts } from '../words/texts.ts'
import classes from './SettingsScreen.module.css'

const places = [
  { href: '/settings/me', name: 'me' },
  { href: '/settings/inboxes', name: 'inboxes' },
  { href: '/settings/people', name: 'people' },
  { href: '/settings/desk', name: 'desk' },
] as const

/** The settings' own few places, and the one that is open. */
export function SettingsScreen() {
  const t = useTexts(texts)
  const pathname = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <div>
      <nav className={classes.tabs} aria-label={t('settings')}>
        {places.map(({ href, name }) => (
          <a
            key={href}
            href={href}
            className={classes.tab}
            aria-current={pathname.startsWith(href) ? 'page' : undefined}
          >
            {t(name)}
          </a>
        ))}
      </nav>
      <Outlet />
    </div>
  )
}
