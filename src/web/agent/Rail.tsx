import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconPencilPlus } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { Keyed } from '../kit/Keyed.tsx'
import { Logo } from '../kit/Logo.tsx'
import { useShortcut } from '../kit/shortcuts.ts'
import { useTexts } from '../kit/texts.ts'
import classes from './Rail.module.css'
import { useMe } from './session.ts'
import { UserMenu } from './UserMenu.tsx'
import { type Place, usePlaces } from './use-places.ts'
import { texts } from './words/texts.ts'

/** Where one can go, at the left edge. Folds to icons; below 62em it always is, on a phone BottomBar takes its place. */
export function Rail({ folded, onFold }: { folded: boolean; onFold: (folded: boolean) => void }) {
  const t = useTexts(texts)
  const router = useRouter()
  const { may } = useMe()
  const { views, others } = usePlaces()
  const write = () => router.navigate({ to: '/', search: (before) => ({ ...before, new: true as const }) })
  useShortcut('c', () => void write(), t('newConversation'), may('conversation.write'))
  return (
    <nav className={classes.rail} data-folded={folded || undefined} aria-label={t('places')}>
      <div className={classes.top}>
        <a href="/" className={classes.home} aria-label="Løfte">
          <Logo name={!folded} size={1.15} />
        </a>
        <ActionIcon
          variant="subtle"
          className={classes.fold}
          onClick={() => onFold(!folded)}
          aria-label={folded ? t('unfoldRail') : t('foldRail')}
        >
          {folded ? (
            <IconLayoutSidebarLeftExpand size={18} stroke={1.5} />
          ) : (
            <IconLayoutSidebarLeftCollapse size={18} stroke={1.5} />
          )}
        </ActionIcon>
      </div>
      {may('conversation.write') && (
        <Keyed keys="c" label={t('newConversation')}>
          <UnstyledButton className={classes.write} onClick={() => void write()}>
            <IconPencilPlus size={18} stroke={1.75} aria-hidden="true" />
            <span className={classes.word}>{t('newConversation')}</span>
          </UnstyledButton>
        </Keyed>
      )}
      <ul className={classes.list}>
        {views.map((place) => (
          <RailPlace key={place.name} place={place} />
        ))}
      </ul>
      <ul className={`${classes.list} ${classes.others}`}>
        {others.map((place) => (
          <RailPlace key={place.name} place={place} />
        ))}
      </ul>
      <UserMenu folded={folded} />
    </nav>
  )
}

function RailPlace({ place }: { place: Place }) {
  const t = useTexts(texts)
  const router = useRouter()
  const { icon: Icon, name, href, keys, current, count, alert } = place
  useShortcut(keys, () => router.history.push(href), t('goTo', { place: t(name) }))
  return (
    <li>
      <Keyed keys={keys} label={t(name)}>
        <a href={href} className={classes.place} aria-current={current ? 'page' : undefined}>
          <Icon size={18} stroke={1.6} aria-hidden="true" className={classes.icon} />
          <span className={classes.word}>{t(name)}</span>
          {count > 0 && <span className={`${classes.count} tabular`}>{count > 999 ? '999+' : count}</span>}
          {alert && <span className={classes.alert} role="img" aria-label={t('needsLook')} />}
        </a>
      </Keyed>
    </li>
  )
}
