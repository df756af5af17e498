import { NumberInput, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { Says } from '../../../web/kit/Says.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import classes from './inboxes.module.css'
import { type Security, type ServerFields, withSecurity } from './server-fields.ts'
import { texts } from './texts.ts'

/** Where a mail server is and how we sign in to it. */
export function ServerForm({
  kind,
  fields,
  onChange,
  hasSecret,
  asked,
  secretLabel,
  children,
}: {
  kind: 'imap' | 'smtp'
  fields: ServerFields
  onChange: (fields: ServerFields) => void
  hasSecret: boolean
  /** The person has pressed a button, so what is missing may be said. */
  asked: boolean
  secretLabel?: string
  children?: ReactNode
}) {
  const t = useTexts(texts)
  const set = (part: Partial<ServerFields>) => onChange({ ...fields, ...part })
  return (
    <Stack gap="md" className={classes.server}>
      <div className={classes.pair}>
        <TextInput
          label={t('host')}
          placeholder={kind === 'imap' ? 'imap.example.com' : 'smtp.example.com'}
          spellCheck={false}
          value={fields.host}
          onChange={(event) => set({ host: event.currentTarget.value })}
          error={asked && !fields.host.trim() && t('writeHost')}
        />
        <NumberInput
          label={t('port')}
          min={1}
          max={65535}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={fields.port}
          onChange={(value) => set({ port: Number(value) || 0 })}
        />
        <Select
          label={t('security')}
          allowDeselect={false}
          data={(['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: t(value) }))}
          value={fields.secure}
          onChange={(value) => value && onChange(withSecurity(kind, fields, value as Security))}
        />
      </div>
      {fields.secure === 'none' && <Says tone="soon">{t('noneWarning')}</Says>}
      <TextInput
        label={t('user')}
        description={t('userHint')}
        autoComplete="off"
        spellCheck={false}
        value={fields.user}
        onChange={(event) => set({ user: event.currentTarget.value })}
        error={asked && kind === 'imap' && !fields.user.trim() && t('writeUser')}
      />
      {children}
      <PasswordInput
        label={secretLabel ?? t('password')}
        description={hasSecret ? t('passwordKept') : undefined}
        autoComplete="new-password"
        value={fields.secret}
        onChange={(event) => set({ secret: event.currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      />
    </Stack>
  )
}
