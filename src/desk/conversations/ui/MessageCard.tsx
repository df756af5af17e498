import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowForwardUp, IconDots, IconFileCode, IconLock, IconTextSize, IconWorld } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { Initials } from '../../../web/kit/Initials.tsx'
import { Says } from '../../../web/kit/Says.tsx'
import { StateChip } from '../../../web/kit/StateChip.tsx'
import { TimeAgo } from '../../../web/kit/TimeAgo.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import type { Message } from '../contract.ts'
import { Attachments } from './Attachments.tsx'
import { isNotYet } from './answers.ts'
import { Delivery } from './Delivery.tsx'
import { firstShown } from './first-shown.ts'
import { MailFrame } from './MailFrame.tsx'
import classes from './MessageCard.module.css'
import { MessageWords } from './MessageWords.tsx'
import { texts } from './texts.ts'

export interface MessageActs {
  mayWrite: boolean
  onForward: (message: Message) => void
  onTakeBack: (message: Message) => void
  onLetIn: (message: Message) => void
}

const kindWords = { automatic: 'automatic', bounce: 'bounce', system: 'system' } as const

/** One message: who, when, their new words first; the rest of the mail one press away. */
export const MessageCard = memo(function MessageCard({ message, acts }: { message: Message; acts: MessageActs }) {
  const t = useTexts(texts)
  const [shown, setShown] = useState(() => firstShown(message))
  const [pictures, setPictures] = useState(false)
  const { kind, author, to, cc, html, remarks, attachments, delivery, at, language } = message
  const ours = author.type === 'agent'
  const name = author.name || author.address || t('someone')
  const told = to.map((each) => each.name || each.address).join(', ')
  const copied = cc.map((each) => each.name || each.address).join(', ')
  const inHtml = shown === 'html'
  // Pictures within the HTML are seen there; as words alone the message still has them as files.
  const files = inHtml ? attachments.filter(({ inline, contentId }) => !inline && !contentId) : attachments
  return (
    <li className={classes.place} data-id={message.id}>
      <article
        className={classes.card}
        data-kind={kind}
        data-not-yet={isNotYet(message) || undefined}
        aria-label={t('mailOf', { name })}
      >
        <header className={classes.head}>
          <Initials name={name} us={ours} />
          <div className={classes.from}>
            <span className={classes.name} title={author.address ?? undefined}>
              {name}
            </span>
            {kind === 'note' ? (
              <StateChip tone="note">
                {t('note')}, {t('noteOnlyUs')}
              </StateChip>
            ) : (
              kind in kindWords && <StateChip>{t(kindWords[kind as keyof typeof kindWords])}</StateChip>
            )}
            <span className={classes.to}>
              {!ours && author.address && author.address !== name ? (
                <bdi>{author.address}</bdi>
              ) : (
                told && t('toWhom', { names: told })
              )}
              {copied && ` · ${t('cc')}: ${copied}`}
            </span>
          </div>
          <span className={classes.when}>
            <TimeAgo at={at} />
          </span>
          <CardMenu
            message={message}
            inHtml={inHtml}
            onShow={setShown}
            onForward={acts.mayWrite ? acts.onForward : undefined}
          />
        </header>

        {message.senderTrust === 'failed' && <Says tone="broken">{t('forged')}</Says>}
        {message.stranger && author.address && (
          <Says
            tone="soon"
            action={
              acts.mayWrite && (
                <Button variant="default" size="compact-sm" onClick={() => acts.onLetIn(message)}>
                  {t('letIn')}
                </Button>
              )
            }
          >
            <strong>{t('stranger', { address: author.address })}</strong> {t('strangerMeans')}
          </Says>
        )}

        <div className={classes.body} lang={language ?? undefined}>
          {inHtml ? (
            <>
              <MailFrame
                key={pictures ? 'with pictures' : 'without'}
                html={html}
                language={language}
                title={t('mailOf', { name })}
                withPicturesOf={pictures ? message.id : null}
              />
              {message.hasRemoteImages && !pictures && (
                <p className={classes.remark}>
                  <IconWorld size={14} stroke={1.75} aria-hidden="true" />
                  {t('remotePictures')}
                  <Button size="compact-sm" variant="subtle" onClick={() => setPictures(true)}>
                    {t('showPictures')}
                  </Button>
                </p>
              )}
            </>
          ) : (
            <MessageWords message={message} />
          )}
        </div>

        {remarks.map((remark) => (
          <p key={remark} className={classes.remark}>
            <IconLock size={14} stroke={1.75} aria-hidden="true" />
            {remark}
          </p>
        ))}
        <Attachments files={files} />
        {delivery && (
          <Delivery message={message} onTakeBack={acts.mayWrite ? () => acts.onTakeBack(message) : undefined} />
        )}
      </article>
    </li>
  )
})

function CardMenu({
  message,
  inHtml,
  onShow,
  onForward,
}: {
  message: Message
  inHtml: boolean
  onShow: (what: 'words' | 'html') => void
  onForward?: (message: Message) => void
}) {
  const t = useTexts(texts)
  // Words taken down by hand and notes never were a mail.
  const wasMail = message.kind !== 'note' && message.kind !== 'system' && !isNotYet(message)
  if (!wasMail && !message.html) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" className={classes.menu} aria-label={t('messageMenu')}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onForward && wasMail && (
          <Menu.Item leftSection={<IconArrowForwardUp size={16} stroke={1.75} />} onClick={() => onForward(message)}>
            {t('forward')}
          </Menu.Item>
        )}
        {message.html && (
          <Menu.Item
            leftSection={<IconTextSize size={16} stroke={1.75} />}
            onClick={() => onShow(inHtml ? 'words' : 'html')}
          >
            {inHtml ? t('showText') : t('showHtml')}
          </Menu.Item>
        )}
        {message.originalUrl && (
          <Menu.Item
            component="a"
            href={message.originalUrl}
            download
            leftSection={<IconFileCode size={16} stroke={1.75} />}
          >
            {t('original')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
