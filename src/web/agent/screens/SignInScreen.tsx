import { UnstyledButton } from '@mantine/core'
import { useRouter, useSearch } from '@tanstack/react-router'
import { languages } from '../../../core/texts.ts'
import { SignInForm } from '../../../desk/access/ui/SignInForm.tsx'
import { knotStrands, Logo } from '../../kit/Logo.tsx'
import { changeLanguage, languageNames } from '../../kit/language.ts'
import { useTitle } from '../../kit/Page.tsx'
import { answers } from '../../kit/queries.ts'
import { useLanguage, useTexts } from '../../kit/texts.ts'
import { texts } from '../words/texts.ts'
import classes from './SignInScreen.module.css'

/** The day's other promises, fainter, each with its own hour: x and y of the knot, and its size. */
const others = [
  [-128, -92, 0.5],
  [96, -58, 0.5],
  [-74, -24, 0.5],
  [132, 64, 0.5],
  [-30, 98, 0.5],
] as const

/** The door. */
export function SignInScreen() {
  const t = useTexts(texts)
  const spoken = useLanguage()
  const router = useRouter()
  const { to } = useSearch({ from: '/sign-in' })
  useTitle(t('signIn'))
  return (
    <main className={classes.door}>
      <div className={classes.form}>
        <div className={classes.logo}>
          <Logo name size={1.4} />
        </div>
        <div className={classes.middle}>
          <h1 className={classes.title}>{t('welcome')}</h1>
          <SignInForm
            onSignedIn={() => {
              answers.clear()
              router.history.push(to ?? '/')
            }}
          />
        </div>
        <fieldset className={classes.languages} aria-label={t('language')}>
          {languages.map((language) => (
            <UnstyledButton
              key={language}
              lang={language}
              aria-pressed={language === spoken}
              className={classes.language}
              onClick={() => void changeLanguage(language)}
            >
              {languageNames[language]}
            </UnstyledButton>
          ))}
        </fieldset>
      </div>
      <div className={classes.picture} aria-hidden="true">
        <svg
          viewBox="-190 -140 428 300"
          className={classes.drawing}
          preserveAspectRatio="xMidYMid slice"
          aria-hidden="true"
        >
          {others.map(([x, y, size]) => (
            <g key={y} className={classes.other}>
              <path d={`M-700 ${y}H${x + 0.6 * size}M${x + 47.4 * size} ${y}H800`} />
              <g transform={`translate(${x} ${y - 25 * size}) scale(${size})`}>
                {knotStrands.map((strand) => (
                  <path key={strand} d={strand} />
                ))}
              </g>
            </g>
          ))}
          <path className={classes.rope} d="M-700 25H1" pathLength={1} />
          {knotStrands.map((strand) => (
            <path key={strand} className={classes.strand} d={strand} />
          ))}
          <path className={classes.rope} d="M47 25H800" pathLength={1} />
        </svg>
        <p className={classes.motto}>{t('motto')}</p>
      </div>
    </main>
  )
}
