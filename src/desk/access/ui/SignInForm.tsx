import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Output } from '../../../core/contract.ts'
import { useAct } from '../../../web/kit/queries.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { accessApi } from '../contract.ts'
import { texts } from './texts.ts'

/** E-mail and password. Pasting and password managers work (WCAG 3.3.8). */
export function SignInForm({ onSignedIn }: { onSignedIn: (me: Output<typeof accessApi.signIn>) => void }) {
  const t = useTexts(texts)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const signIn = useAct(accessApi.signIn, { quiet: true, onDone: onSignedIn })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (email.trim() && password) signIn.mutate({ body: { email: email.trim(), password } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={asked && !email.trim() && t('writeEmail')}
        />
        <PasswordInput
          label={t('password')}
          name="password"
          autoComplete="current-password"
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={asked && !password && t('writePassword')}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        {signIn.error && <Says tone="broken">{signIn.error.title}</Says>}
        <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
          {t('signIn')}
        </Button>
      </Stack>
    </form>
  )
}
