import { PasswordInput, Select, TextInput, UnstyledButton } from '@mantine/core'
import { languages } from '../../../core/texts.ts'
import { countryChoices, likelyCountry } from '../../../web/kit/countries.ts'
import { changeLanguage, languageNames } from '../../../web/kit/language.ts'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import classes from './SetUp.module.css'
import type { SetUpAnswers } from './set-up-answers.ts'
import { texts } from './setup-texts.ts'

interface Question {
  answers: SetUpAnswers
  set: (part: Partial<SetUpAnswers>) => void
  /** What a person tried to go on without. */
  missing: readonly (keyof SetUpAnswers)[]
}

/** Each language in its own words; choosing one is heard at once. */
export function LanguageQuestion({ answers, set }: Question) {
  const t = useTexts(texts)
  return (
    <div className={classes.choices} role="radiogroup" aria-label={t('whichLanguage')}>
      {languages.map((language) => (
        <UnstyledButton
          key={language}
          role="radio"
          lang={language}
          aria-checked={answers.language === language}
          className={classes.choice}
          onClick={() => {
            void changeLanguage(language)
            set({ language, country: likelyCountry[language] })
          }}
        >
          {languageNames[language]}
        </UnstyledButton>
      ))}
    </div>
  )
}

export function OrganisationQuestion({ answers, set, missing }: Question) {
  const t = useTexts(texts)
  const language = useLanguage()
  return (
    <>
      <TextInput
        label={t('organisation')}
        placeholder={t('organisationExample')}
        autoComplete="organization"
        size="md"
        value={answers.organisation}
        onChange={(event) => set({ organisation: event.currentTarget.value })}
        error={missing.includes('organisation') && t('writeOrganisation')}
      />
      <Select
        label={t('country')}
        size="md"
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('noneFits')}
        data={countryChoices(language)}
        value={answers.country}
        onChange={(country) => country && set({ country })}
      />
    </>
  )
}

export function YouQuestion({ answers, set, missing }: Question) {
  const t = useTexts(texts)
  return (
    <>
      <TextInput
        label={t('yourName')}
        placeholder={t('nameExample')}
        autoComplete="name"
        size="md"
        value={answers.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={missing.includes('name') && t('writeName')}
      />
      <TextInput
        label={t('yourEmail')}
        type="email"
        autoComplete="username"
        size="md"
        value={answers.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
        error={missing.includes('email') && t('badAddress')}
      />
      <PasswordInput
        label={t('password')}
        description={missing.includes('password') ? undefined : t('passwordHint')}
        autoComplete="new-password"
        size="md"
        value={answers.password}
        onChange={(event) => set({ password: event.currentTarget.value })}
        error={missing.includes('password') && t('passwordHint')}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      />
    </>
  )
}

export function InboxQuestion({ answers, set, missing }: Question) {
  const t = useTexts(texts)
  return (
    <>
      <TextInput
        label={t('address')}
        placeholder={t('addressExample')}
        type="email"
        size="md"
        value={answers.address}
        onChange={(event) => set({ address: event.currentTarget.value })}
        error={missing.includes('address') && t('badAddress')}
      />
      <TextInput
        label={t('inboxName')}
        placeholder={answers.organisation.trim() || t('inboxExample')}
        size="md"
        value={answers.inboxName}
        onChange={(event) => set({ inboxName: event.currentTarget.value })}
      />
    </>
  )
}
