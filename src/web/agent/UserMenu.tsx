import { Popover, SegmentedControl, Switch, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { languages } from '../../core/texts.ts'
import { accessApi } from '../../desk/access/contract.ts'
import { Initials } from '../kit/Initials.tsx'
import { changeLanguage, languageNames } from '../kit/language.ts'
import { useAct } from '../kit/queries.ts'
import { useRemembered } from '../kit/remembered.ts'
import { singleKeys } from '../kit/shortcuts.ts'
import { useLanguage, useTexts } from '../kit/texts.ts'
import { leave, useMe } from './session.ts'
import classes from './UserMenu.module.css'
import { texts } from './words/texts.ts'

/** What stands under one's name: language, light, keys, the way out. */
export function UserMenu({ folded }: { folded: boolean }) {
  const t = useTexts(texts)
  const router = useRouter()
  const language = useLanguage()
  const { user } = useMe()
  const [open, setOpen] = useState(false)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [single, setSingle] = useRemembered(singleKeys)
  const changeMe = useAct(accessApi.changeMe, { stale: [accessApi.whoAmI] })
  const signOut = useAct(accessApi.signOut, {
    // Out of the house first: its rooms can't stand without knowing who is in them.
    onDone: () => void router.navigate({ to: '/sign-in' }).then(leave),
  })
  return (
    <Popover position="right-end" width={272} trapFocus returnFocus opened={open} onChange={setOpen}>
      <Popover.Target>
        <UnstyledButton className={classes.me} data-folded={folded || undefined} onClick={() => setOpen(!open)}>
          <Initials name={user.name} us size="sm" />
          <span className="unseen">{t('yourMenu')}</span>
          <span className={classes.name}>{user.name}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={t('yourMenu')}>
        <div className={classes.group}>
          <span id="menu-language">{t('language')}</span>
          <div className={classes.languages} role="radiogroup" aria-labelledby="menu-language">
            {languages.map((each) => (
              <UnstyledButton
                key={each}
                role="radio"
                aria-checked={each === language}
                lang={each}
                className={classes.language}
                onClick={() => {
                  void changeLanguage(each)
                  changeMe.mutate({ body: { language: each } })
                }}
              >
                {languageNames[each]}
              </UnstyledButton>
            ))}
          </div>
        </div>
        <div className={classes.group}>
          <span id="menu-look">{t('look')}</span>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-labelledby="menu-look"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
            data={[
              { value: 'light', label: t('light') },
              { value: 'dark', label: t('dark') },
              { value: 'auto', label: t('auto') },
            ]}
          />
        </div>
        <div className={classes.group}>
          <Switch
            label={t('singleKeys')}
            labelPosition="left"
            size="sm"
            checked={single}
            onChange={(event) => setSingle(event.currentTarget.checked)}
            classNames={{ body: classes.switch }}
          />
        </div>
        <div className={classes.ways}>
          <a href="/settings/me" className={classes.way} onClick={() => setOpen(false)}>
            <IconUser size={16} stroke={1.75} aria-hidden="true" />
            {t('yourPage')}
          </a>
          <UnstyledButton className={classes.way} onClick={() => signOut.mutate({})}>
            <IconLogout size={16} stroke={1.75} aria-hidden="true" />
            {t('signOut')}
          </UnstyledButton>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
