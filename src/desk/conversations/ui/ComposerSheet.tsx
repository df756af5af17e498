import { ActionIcon, Button, Tabs } from '@mantine/core'
import { IconArrowForwardUp, IconChevronDown, IconLock, IconPaperclip, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useNow } from '../../../web/kit/clock.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { timeWords } from '../../../web/kit/time-words.ts'
import type { ConversationDetail, Message } from '../contract.ts'
import classes from './Composer.module.css'
import { writeDraft } from './drafts.ts'
import { FileTray } from './FileTray.tsx'
import { RecipientLines } from './RecipientLines.tsx'
import { customerOf } from './recipients.ts'
import { SendButton } from './SendButton.tsx'
import { StaleView } from './StaleView.tsx'
import { texts } from './texts.ts'
import { addFiles, namedPicture } from './uploads.ts'
import { WordsField } from './WordsField.tsx'
import { changeWriting, hasWords, type Mode, type Writing } from './writing.ts'

/** The sheet to write on: whom it goes to, the words, the files, and the ways to send it. A note lies on linen. */
export function ComposerSheet({
  conversation,
  messages,
  writing,
  me,
  mayReply,
  onSend,
  onLook,
}: {
  conversation: ConversationDetail
  messages: readonly Message[]
  writing: Writing
  me: { id: string }
  mayReply: boolean
  onSend: (resolve: boolean, basedOn?: string | null) => void
  onLook: () => void
}) {
  const t = useTexts(texts)
  const language = useLanguage()
  const now = useNow()
  const { id } = conversation
  const { mode, uploads, refusal, stale, sendAt, kept } = writing
  const [over, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const text = writing.texts[mode]
  const isNote = mode === 'note'
  const fold = () => {
    changeWriting(id, { open: false, ...(mode === 'forward' ? { mode: 'reply', forwardOf: null } : {}) })
    ;(document.activeElement as HTMLElement | null)?.blur()
  }
  const take = (files: readonly File[]) =>
    addFiles(
      id,
      files.map((file) => namedPicture(file, t('pastedPicture'))),
    )
  const name = customerOf(conversation).name || customerOf(conversation).address
  const hint = isNote ? t('noteHint') : mode === 'forward' ? t('forwardHint') : t('replyHint', { name })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes files dropped on it; the button with the clip does the same by keyboard
    <div
      className={classes.sheet}
      data-mode={mode}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take([...event.dataTransfer.files])
      }}
    >
      {stale && (
        <StaleView newer={stale.newer} onAnyway={() => onSend(stale.resolve, stale.lastMessageId)} onLook={onLook} />
      )}
      {refusal && <Says tone="broken">{t('notSaved', { reason: refusal })}</Says>}
      <Tabs
        value={mode}
        onChange={(next) => {
          changeWriting(id, { mode: (next ?? 'reply') as Mode, refusal: null, caret: 'words' })
        }}
        variant="unstyled"
        activateTabWithKeyboard={false}
        classNames={{ list: classes.tabs, tab: classes.tab }}
      >
        <div className={classes.top}>
          <Tabs.List aria-label={t('write')}>
            {mayReply && <Tabs.Tab value="reply">{t('reply')}</Tabs.Tab>}
            <Tabs.Tab value="note" leftSection={<IconLock size={14} stroke={2} aria-hidden="true" />}>
              {t('note')}
            </Tabs.Tab>
            {(mode === 'forward' || writing.forwardOf) && (
              <Tabs.Tab value="forward" leftSection={<IconArrowForwardUp size={14} stroke={2} aria-hidden="true" />}>
                {t('forward')}
              </Tabs.Tab>
            )}
          </Tabs.List>
          <span className={classes.kept} role="status">
            {hasWords(writing) && kept !== 'not' && (kept === 'desk' ? t('draftSaved') : t('draftHere'))}
          </span>
          <ActionIcon
            variant="subtle"
            className={classes.quiet}
            onClick={fold}
            aria-label={hasWords(writing) ? t('stopWriting') : t('close')}
          >
            {hasWords(writing) ? <IconChevronDown size={18} stroke={1.75} /> : <IconX size={18} stroke={1.75} />}
          </ActionIcon>
        </div>
        <Tabs.Panel value={mode}>
          {!isNote && <RecipientLines conversation={conversation} messages={messages} writing={writing} />}
          <WordsField
            value={text}
            label={isNote ? t('writeNote') : mode === 'forward' ? t('forward') : t('reply')}
            placeholder={hint}
            wished={writing.caret === 'words'}
            onCaret={() => changeWriting(id, { caret: null })}
            onChange={(value) => writeDraft(id, mode, value, me.id)}
            onSend={() => onSend(false)}
            onLeave={() => (hasWords(writing) ? (document.activeElement as HTMLElement | null)?.blur() : fold())}
            onFiles={take}
          />
        </Tabs.Panel>
      </Tabs>
      <FileTray writingKey={id} uploads={uploads} />
      {sendAt && !isNote && (
        <p className={classes.later}>
          <span className="tabular">
            {t('sendAt', { time: timeWords(Date.parse(sendAt), now, language, t('justNow')) })}.
          </span>
          <span>{t('laterMeans')}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => changeWriting(id, { sendAt: null })}>
            {t('sendNow')}
          </Button>
        </p>
      )}
      <div className={classes.bottom}>
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
        {over && <span className={classes.drop}>{t('dropHere')}</span>}
        <span className={classes.space} />
        <SendButton
          note={isNote}
          resolves={mode === 'reply'}
          sendAt={sendAt}
          disabled={uploads.some((each) => !each.id)}
          onSend={onSend}
          onLater={(at) => changeWriting(id, { sendAt: at })}
        />
      </div>
    </div>
  )
}
