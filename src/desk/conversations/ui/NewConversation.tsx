import { ActionIcon, Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPaperclip, IconSend } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAct } from '../../../web/kit/queries.ts'
import { remembered } from '../../../web/kit/remembered.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { conversationsApi } from '../contract.ts'
import classes from './Composer.module.css'
import { FileTray } from './FileTray.tsx'
import { isAddress } from './recipients.ts'
import { useInboxes, useSelf } from './self.ts'
import { texts } from './texts.ts'
import { addFiles, namedPicture } from './uploads.ts'
import { changeWriting, emptyWriting, keepWritingsOf, useWriting } from './writing.ts'

const writingKey = 'new conversation'
const empty = { to: '', name: '', subject: '', text: '' }
/** What was begun stands here again when the window is opened anew. */
let begun = { of: '', ...empty }
const lastInbox = remembered<string | null>('new-from', null)

/** Our first message to somebody. */
export function NewConversation({
  opened,
  onClose,
  onOpened,
}: {
  opened: boolean
  onClose: () => void
  onOpened: (id: string) => void
}) {
  const t = useTexts(texts)
  const narrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('newConversation')}
      size="lg"
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {opened && <Sheet onClose={onClose} onOpened={onOpened} />}
    </Modal>
  )
}

function Sheet({ onClose, onOpened }: { onClose: () => void; onOpened: (id: string) => void }) {
  const t = useTexts(texts)
  const { inboxes, known } = useInboxes()
  const { uploads } = useWriting(writingKey)
  const { id: me } = useSelf()
  const [written, setWritten] = useState(begun.of === me ? begun : { of: me, ...empty })
  useEffect(() => keepWritingsOf(me), [me])
  const [inbox, setInbox] = useState(lastInbox.read())
  const [asked, setAsked] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const from = inboxes.find(({ id }) => id === inbox) ?? inboxes[0]
  const { to, name, subject, text } = written
  const set = (change: Partial<typeof empty>) => {
    begun = { ...written, ...change, of: me }
    setWritten(begun)
  }
  const open = useAct(conversationsApi.open, {
    quiet: true,
    stale: [conversationsApi.list, conversationsApi.counts],
    onDone: ({ id }) => {
      begun = { of: '', ...empty }
      changeWriting(writingKey, emptyWriting)
      toast(t('sentToast'))
      onOpened(id)
    },
  })
  const take = (files: readonly File[]) =>
    addFiles(
      writingKey,
      files.map((file) => namedPicture(file, t('pastedPicture'))),
    )
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    setAsked(true)
    if (
      !from ||
      !isAddress(to) ||
      !subject.trim() ||
      !text.trim() ||
      uploads.some((each) => !each.id) ||
      open.isPending
    )
      return
    lastInbox.write(from.id)
    open.mutate({
      body: {
        inboxId: from.id,
        customer: { email: to.trim(), ...(name.trim() ? { name: name.trim() } : {}) },
        subject: subject.trim(),
        text,
        attachmentIds: uploads.flatMap((each) => each.id ?? []),
      },
    })
  }
  if (known && inboxes.length === 0) return <Says>{t('noInbox')}</Says>
  return (
    <form onSubmit={send} noValidate autoComplete="off">
      <Stack gap="sm">
        {inboxes.length > 1 && (
          <Select
            label={t('fromInbox')}
            data={inboxes.map(({ id, name: inboxName, address }) => ({
              value: id,
              label: `${inboxName} <${address}>`,
            }))}
            value={from?.id ?? null}
            allowDeselect={false}
            onChange={setInbox}
          />
        )}
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t('toCustomer')}
            type="email"
            data-autofocus
            placeholder={t('addressHint')}
            value={to}
            error={asked && !isAddress(to) && t('needsAddress')}
            onChange={(event) => set({ to: event.currentTarget.value })}
          />
          <TextInput label={t('toName')} value={name} onChange={(event) => set({ name: event.currentTarget.value })} />
        </Group>
        <TextInput
          label={t('subject')}
          value={subject}
          maxLength={500}
          error={asked && !subject.trim() && t('needsSubject')}
          onChange={(event) => set({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={t('message')}
          value={text}
          autosize
          minRows={7}
          maxRows={18}
          error={asked && !text.trim() && t('needsWords')}
          onChange={(event) => set({ text: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && send()}
          onPaste={(event) => {
            const files = [...event.clipboardData.files]
            if (files.length === 0) return
            event.preventDefault()
            take(files)
          }}
        />
        <FileTray writingKey={writingKey} uploads={uploads} />
        {open.error && <Says tone="broken">{t('notSaved', { reason: open.error.title })}</Says>}
        <Group justify="space-between">
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              take([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
          <ActionIcon
            variant="subtle"
            size="lg"
            className={classes.quiet}
            onClick={() => picker.current?.click()}
            aria-label={t('attach')}
          >
            <IconPaperclip size={18} stroke={1.75} />
          </ActionIcon>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              loading={open.isPending}
              leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />}
            >
              {t('send')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}
