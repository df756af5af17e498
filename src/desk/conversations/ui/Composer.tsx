import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowBackUpDouble, IconLock } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Keyed } from '../../../web/kit/Keyed.tsx'
import { useShortcut } from '../../../web/kit/shortcuts.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import type { ConversationDetail, Message } from '../contract.ts'
import classes from './Composer.module.css'
import { ComposerSheet } from './ComposerSheet.tsx'
import { bringBackDrafts } from './drafts.ts'
import { copiedAddresses } from './recipients.ts'
import { useInboxes, useSelf } from './self.ts'
import { sendWriting } from './send.ts'
import { texts } from './texts.ts'
import { changeWriting, keepWritingsOf, type Mode, useWriting, writingOf } from './writing.ts'

/** The foot of a conversation: three ways to begin; once begun, the sheet to write on. */
export function Composer({
  conversation,
  messages,
  basedOn,
  onLook,
}: {
  conversation: ConversationDetail
  messages: readonly Message[]
  /** The last message that has been on screen. */
  basedOn: () => string | null
  /** Fetches what is new. */
  onLook: () => void
}) {
  const t = useTexts(texts)
  const client = useQueryClient()
  const me = useSelf()
  const { ours } = useInboxes()
  const { id, status } = conversation
  const writing = useWriting(id)
  const mayReply = me.may('conversation.write') && status !== 'spam'
  const mayNote = me.may('note.write')

  useEffect(() => {
    if (!me.id) return
    keepWritingsOf(me.id)
    void bringBackDrafts(id, me.id)
  }, [id, me.id])

  const begin = (mode: Mode, all = false) => {
    const cc = all ? copiedAddresses(conversation, ours) : null
    changeWriting(id, (before) => ({
      open: true,
      mode,
      caret: 'words',
      ...(cc ? { cc: [...new Set([...before.cc, ...cc])], ccOpen: true } : {}),
    }))
  }
  useShortcut('r', () => begin('reply'), t('reply'), mayReply)
  useShortcut('a', () => begin('reply', true), t('replyAll'), mayReply)
  useShortcut('n', () => begin('note'), t('writeNote'), mayNote)

  const send = (resolve: boolean, seen = basedOn()) => {
    const now = writingOf(id)
    if (now.texts[now.mode].trim() === '') return changeWriting(id, { caret: 'words' })
    if (now.uploads.some((each) => !each.id)) return
    if (now.mode === 'forward' && now.to.length === 0) return changeWriting(id, { refusal: t('forwardNeeds') })
    void sendWriting({ client, conversation, me, basedOn: seen, resolve })
  }

  if (!writing.open)
    return (
      <div className={classes.foot}>
        {mayReply && (
          <>
            <Keyed keys="r" label={t('reply')}>
              <Button
                leftSection={<IconArrowBackUp size={18} stroke={1.75} aria-hidden="true" />}
                onClick={() => begin('reply')}
              >
                {t('reply')}
              </Button>
            </Keyed>
            {copiedAddresses(conversation, ours).length > 0 && (
              <Keyed keys="a" label={t('replyAll')}>
                <Button
                  variant="default"
                  leftSection={<IconArrowBackUpDouble size={18} stroke={1.75} aria-hidden="true" />}
                  onClick={() => begin('reply', true)}
                >
                  {t('replyAll')}
                </Button>
              </Keyed>
            )}
          </>
        )}
        {mayNote && (
          <Keyed keys="n" label={t('writeNote')}>
            <Button
              variant="default"
              leftSection={<IconLock size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => begin('note')}
            >
              {t('note')}
            </Button>
          </Keyed>
        )}
        {!mayReply && <span className={classes.why}>{status === 'spam' ? t('spamNoReply') : t('notesOnly')}</span>}
      </div>
    )
  return (
    <ComposerSheet
      conversation={conversation}
      messages={messages}
      writing={writing}
      me={me}
      mayReply={mayReply}
      onSend={send}
      onLook={() => {
        changeWriting(id, { stale: null })
        onLook()
      }}
    />
  )
}
