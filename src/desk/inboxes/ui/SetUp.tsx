import { Button, Group } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { likelyCountry } from '../../../web/kit/countries.ts'
import { Logo } from '../../../web/kit/Logo.tsx'
import { useAct, useCall } from '../../../web/kit/queries.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { inboxesApi } from '../contract.ts'
import { type LetterPart, LetterPicture } from './LetterPicture.tsx'
import { MailIn } from './MailIn.tsx'
import classes from './SetUp.module.css'
import { missingAt, type SetUpAnswers, type Step, setUpBody, steps } from './set-up-answers.ts'
import { InboxQuestion, LanguageQuestion, OrganisationQuestion, YouQuestion } from './set-up-questions.tsx'
import { texts } from './setup-texts.ts'

const parts: Record<Step, LetterPart | null> = {
  language: 'words',
  organisation: 'organisation',
  you: 'person',
  inbox: 'address',
  mail: 'address',
  done: null,
}
const headings = {
  language: ['whichLanguage', 'whichLanguageHint'],
  organisation: ['whoAreYou', 'whoAreYouHint'],
  you: ['andYou', 'andYouHint'],
  inbox: ['whereTo', 'whereToHint'],
  mail: ['howItComes', 'howItComesHint'],
} as const

/** The first run: one question a screen, with what it changes drawn beside it. */
export function SetUp({ token, onReady }: { token: string; onReady: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [step, setStep] = useState<Step>('language')
  const [asked, setAsked] = useState(false)
  const [answers, setAnswers] = useState<SetUpAnswers>({
    language,
    organisation: '',
    country: likelyCountry[language],
    name: '',
    email: '',
    password: '',
    address: '',
    inboxName: '',
  })
  const heading = useRef<HTMLHeadingElement>(null)
  // A screen reader hears each new question.
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves with the step
  useEffect(() => heading.current?.focus(), [step])

  const setUp = useAct(inboxesApi.setUp, { quiet: true, onDone: ({ inbox }) => go(inbox ? 'mail' : 'done') })
  const go = (to: Step) => {
    setAsked(false)
    setStep(to)
  }
  const set = (part: Partial<SetUpAnswers>) => setAnswers((before) => ({ ...before, ...part }))
  const missing = missingAt(step, answers)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (missing.length > 0) return
    if (step === 'inbox') setUp.mutate({ body: setUpBody(token, answers, true) })
    else go(steps[steps.indexOf(step) + 1] ?? 'done')
  }
  const question = { answers, set, missing: asked ? missing : [] }
  const at = steps.indexOf(step)
  const made = setUp.data
  return (
    <div className={classes.wizard}>
      <div className={classes.asking}>
        <header className={classes.head}>
          <Logo name size={1.3} />
          {step !== 'done' && <span className="tabular">{t('step', { n: at + 1, of: steps.length - 1 })}</span>}
        </header>
        <div className={classes.middle} key={step}>
          {step !== 'done' && (
            <>
              <h1 className={classes.question} tabIndex={-1} ref={heading}>
                {t(headings[step][0])}
              </h1>
              <p className={classes.hint}>{t(headings[step][1])}</p>
            </>
          )}
          {(step === 'language' || step === 'organisation' || step === 'you' || step === 'inbox') && (
            <form onSubmit={submit} noValidate className={classes.form}>
              {step === 'language' && <LanguageQuestion {...question} />}
              {step === 'organisation' && <OrganisationQuestion {...question} />}
              {step === 'you' && <YouQuestion {...question} />}
              {step === 'inbox' && <InboxQuestion {...question} />}
              {setUp.error && <Says tone="broken">{setUp.error.title}</Says>}
              <Group mt="md">
                <Button type="submit" size="md" loading={setUp.isPending}>
                  {t('next')}
                </Button>
                {at > 0 && (
                  <Button variant="subtle" size="md" onClick={() => go(steps[at - 1] ?? 'language')}>
                    {t('back')}
                  </Button>
                )}
                {step === 'inbox' && (
                  <Button
                    variant="subtle"
                    size="md"
                    onClick={() => setUp.mutate({ body: setUpBody(token, answers, false) })}
                  >
                    {t('later')}
                  </Button>
                )}
              </Group>
            </form>
          )}
          {step === 'mail' && made?.inbox && <MailQuestion id={made.inbox.id} onDone={() => go('done')} />}
          {step === 'done' && (
            <>
              <h1 className={classes.question} tabIndex={-1} ref={heading}>
                {t('ready')}
              </h1>
              <p className={classes.hint}>
                {made?.inbox ? t('readyWords', { address: made.inbox.address }) : t('readyWithout')}
              </p>
              <Button size="md" onClick={onReady}>
                {t('start')}
              </Button>
            </>
          )}
        </div>
      </div>
      <div className={classes.drawn}>
        <LetterPicture
          organisation={answers.organisation.trim()}
          person={answers.name.trim()}
          address={answers.address.trim()}
          part={parts[step]}
        />
      </div>
    </div>
  )
}

function MailQuestion({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useTexts(texts)
  const { data: inbox } = useCall(inboxesApi.see, { params: { id } })
  return (
    <div className={classes.form}>
      {inbox && <MailIn first inbox={inbox} onSaved={onDone} />}
      <Group>
        <Button variant="subtle" size="md" onClick={onDone}>
          {t('later')}
        </Button>
      </Group>
    </div>
  )
}
