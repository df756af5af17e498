import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { looksLikeAddress } from '../../../web/kit/address.ts'
import { useAct } from '../../../web/kit/queries.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { accessApi } from '../contract.ts'
import type { Role } from '../roles.ts'
import { leastPassword } from './password-length.ts'
import { RoleChoice } from './RoleChoice.tsx'
import { texts } from './texts.ts'

/** A new colleague: who, which role, and the first password. */
export function AddPerson({ opened, onClose, byOwner }: { opened: boolean; onClose: () => void; byOwner: boolean }) {
  const t = useTexts(texts)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const leave = () => {
    setName('')
    setEmail('')
    setPassword('')
    setAsked(false)
    add.reset()
    onClose()
  }
  const add = useAct(accessApi.addUser, {
    quiet: true,
    stale: [accessApi.listUsers],
    onDone: (user) => {
      toast(t('personAdded', { name: user.name }))
      leave()
    },
  })
  const address = email.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (name.trim() && looksLikeAddress(address) && password.length >= leastPassword)
      add.mutate({ body: { name: name.trim(), email: address, role, password } })
  }
  return (
    <Modal opened={opened} onClose={leave} title={t('addPerson')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate autoComplete="off">
        <Stack gap="md">
          <TextInput
            label={t('name')}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={asked && !name.trim() && t('writeName')}
          />
          <TextInput
            label={t('email')}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={asked && !looksLikeAddress(address) && t('badEmail')}
          />
          <RoleChoice value={role} onChange={setRole} byOwner={byOwner} />
          <PasswordInput
            label={t('firstPassword')}
            description={t('firstPasswordHint')}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={asked && password.length < leastPassword && t('shortPassword')}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          {add.error && <Says tone="broken">{add.error.title}</Says>}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('addPerson')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
