import { Drawer, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTexts } from '../kit/texts.ts'
import classes from './BottomBar.module.css'
import { UserMenu } from './UserMenu.tsx'
import { type Place, usePlaces } from './use-places.ts'
import { texts } from './words/texts.ts'

/** The rail of a phone: three places within reach of the thumb, the others a press away. Hidden while reading. */
export function BottomBar() {
  const t = useTexts(texts)
  const [open, setOpen] = useState(false)
  const { views, others } = usePlaces()
  const near = views.slice(0, 3)
  const far = [...views.slice(3), ...others]
  return (
    <nav className={classes.bar} aria-label={t('places')}>
      {near.map((place) => (
        <BarPlace key={place.name} place={place} />
      ))}
      <UnstyledButton
        className={classes.place}
        aria-expanded={open}
        aria-current={far.some(({ current }) => current) ? 'true' : undefined}
        onClick={() => setOpen(true)}
      >
        <IconDots size={20} stroke={1.6} aria-hidden="true" />
        {t('more')}
        {others.some(({ alert }) => alert) && <span className={classes.alert} role="img" aria-label={t('needsLook')} />}
      </UnstyledButton>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position="bottom"
        size="auto"
        title={t('places')}
        closeButtonProps={{ 'aria-label': t('close') }}
        radius="lg"
      >
        <ul className={classes.far}>
          {far.map(({ name, href, icon: Icon, current, count }) => (
            <li key={name}>
              <a
                href={href}
                className={classes.farPlace}
                aria-current={current ? 'page' : undefined}
                onClick={() => setOpen(false)}
              >
                <Icon size={20} stroke={1.6} aria-hidden="true" />
                <span>{t(name)}</span>
                {count > 0 && <span className="tabular">{count > 999 ? '999+' : count}</span>}
              </a>
            </li>
          ))}
        </ul>
        <UserMenu folded={false} />
      </Drawer>
    </nav>
  )
}

function BarPlace({ place: { icon: Icon, name, href, current, count } }: { place: Place }) {
  const t = useTexts(texts)
  return (
    <a href={href} className={classes.place} aria-current={current ? 'page' : undefined}>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
      <span className={classes.word}>{t(name)}</span>
      {count > 0 && <span className={`${classes.count} tabular`}>{count > 99 ? '99+' : count}</span>}
    </a>
  )
}
