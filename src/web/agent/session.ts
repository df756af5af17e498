import { redirect } from '@tanstack/react-router'
import { accessApi } from '../../desk/access/contract.ts'
import { inboxesApi } from '../../desk/inboxes/contract.ts'
import { call, Refused } from '../kit/call.ts'
import { changeLanguage, likelyLanguage } from '../kit/language.ts'
import { answers, queryOf, useCall } from '../kit/queries.ts'
import { languageNow } from '../kit/texts.ts'

/** Asked once: a page that can't open says so at once rather than after the retries. */
const me = { ...queryOf(accessApi.whoAmI, {}), retry: false }

/** Lets in who is signed in, in their own language; sends others to where they can become so. */
export async function enter(href: string): Promise<void> {
  try {
    const { user } = await answers.ensureQueryData(me)
    const language = user.language ?? likelyLanguage()
    if (language !== languageNow()) await changeLanguage(language)
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error
    const { needed } = await call(inboxesApi.needsSetUp, {})
    if (needed) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: href === '/' ? {} : { to: href } })
  }
}

/** Forgets everything of the one who was here: the next person sees nothing of it. */
export function leave(): void {
  answers.clear()
}

/** Who is signed in, and what they may do. Only inside the shell, where it is known. */
export function useMe() {
  const { data } = useCall(accessApi.whoAmI, {})
  if (!data) throw new Error('useMe stands outside the shell')
  return { user: data.user, may: (permission: string) => data.permissions.includes(permission) }
}
