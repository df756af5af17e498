import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { looksLikeAddress } from '../../../web/kit/address.ts'
import { useAct } from '../../../web/kit/queries.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { type Inbox, inboxesApi } from '../contract.ts'
import { texts } from './texts.ts'

/** A new inbox: its address and its name. The rest is set on its own page. */
export function AddInbox({
  opened,
  onClose,
  onAdded,
}: {
  opened: boolean
  onClose: () => void
  onAdded: (inbox: Inbox) => void
}) {
  const t = useTexts(texts)
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const [asked, setAsked] = useState(false)
  const add = useAct(inboxesApi.add, {
    quiet: true,
    stale: [inboxesApi.list],
    onDone: (inbox) => {
      toast(t('inboxAdded', { name: inbox.name }))
      onAdded(inbox)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (looksLikeAddress(address.trim()) && name.trim())
      add.mutate({ body: { address: address.trim(), name: name.trim() } })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('addInbox')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('address')}
            placeholder={t('addressExample')}
            type="email"
            data-autofocus
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={asked && !looksLikeAddress(address.trim()) && t('badAddress')}
          />
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            placeholder={t('nameExample')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={asked && !name.trim() && t('writeName')}
          />
          {add.error && <Says tone="broken">{add.error.title}</Says>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('addInbox')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
