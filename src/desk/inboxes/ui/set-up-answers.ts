import type { BodyOf } from '../../../core/contract.ts'
import type { Language } from '../../../core/texts.ts'
import { looksLikeAddress } from '../../../web/kit/address.ts'
import type { inboxesApi } from '../contract.ts'

/** What the wizard has been told so far. */
export interface SetUpAnswers {
  language: Language
  organisation: string
  country: string
  name: string
  email: string
  password: string
  address: string
  inboxName: string
}

export const steps = ['language', 'organisation', 'you', 'inbox', 'mail', 'done'] as const
export type Step = (typeof steps)[number]

/** The shortest password the contract takes (`newPassword`). */
const leastPassword = 10

/** What is still missing at a step; the desk can be set up when none of the first four misses anything. */
export function missingAt(step: Step, answers: SetUpAnswers): (keyof SetUpAnswers)[] {
  const missing: (keyof SetUpAnswers)[] = []
  if (step === 'organisation' && !answers.organisation.trim()) missing.push('organisation')
  if (step === 'you') {
    if (!answers.name.trim()) missing.push('name')
    if (!looksLikeAddress(answers.email.trim())) missing.push('email')
    if (answers.password.length < leastPassword) missing.push('password')
  }
  if (step === 'inbox' && !looksLikeAddress(answers.address.trim())) missing.push('address')
  return missing
}

/** The answers as the API takes them. Without `withInbox` the desk starts with none. */
export function setUpBody(token: string, answers: SetUpAnswers, withInbox: boolean): BodyOf<typeof inboxesApi.setUp> {
  const { language, organisation, country, name, email, password, address, inboxName } = answers
  return {
    token,
    organisation: organisation.trim(),
    country,
    language,
    name: name.trim(),
    email: email.trim(),
    password,
    ...(withInbox
      ? { inbox: { address: address.trim(), name: inboxName.trim() || organisation.trim(), language } }
      : {}),
  }
}
