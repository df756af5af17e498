import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTexts } from '../../../web/kit/texts.ts'
import type { ConversationDetail, Message } from '../contract.ts'
import { AddressField } from './AddressField.tsx'
import classes from './Composer.module.css'
import { copiedAddresses, customerOf, offeredAddresses } from './recipients.ts'
import { useInboxes } from './self.ts'
import { texts } from './texts.ts'
import { changeWriting, type Writing } from './writing.ts'

/** Whom it goes to: the customer, and whoever is copied in by choice. A forward names its own. */
export function RecipientLines({
  conversation,
  messages,
  writing,
}: {
  conversation: ConversationDetail
  messages: readonly Message[]
  writing: Writing
}) {
  const t = useTexts(texts)
  const { ours, known } = useInboxes()
  const { id } = conversation
  const { cc, to, mode, ccOpen } = writing
  const customer = customerOf(conversation)
  const there = () => changeWriting(id, { caret: null })
  const add = (address: string) => changeWriting(id, { cc: [...new Set([...cc, address])], ccOpen: true })
  const taking = copiedAddresses(conversation, ours)
  // Before our own addresses are known, one of them could be offered as a stranger's.
  const offered = (
    known ? [...taking, ...offeredAddresses(conversation, messages, ours).map(({ address }) => address)] : taking
  ).filter((address) => !cc.includes(address))
  return (
    <div className={classes.recipients}>
      {mode === 'forward' ? (
        <AddressField
          wished={writing.caret === 'to'}
          onCaret={there}
          label={t('to')}
          addresses={to}
          onChange={(next) => changeWriting(id, { to: next, refusal: null })}
        />
      ) : (
        <div className={classes.line}>
          <span className={classes.label}>{t('to')}</span>
          <span className={classes.address} title={customer.address}>
            {customer.name ? `${customer.name} <${customer.address}>` : customer.address}
          </span>
          {!ccOpen && cc.length === 0 && (
            <Button variant="subtle" size="compact-sm" onClick={() => changeWriting(id, { ccOpen: true, caret: 'cc' })}>
              {t('addCc')}
            </Button>
          )}
        </div>
      )}
      {(ccOpen || cc.length > 0) && (
        <>
          <AddressField
            wished={writing.caret === 'cc'}
            onCaret={there}
            label={t('cc')}
            addresses={cc}
            onChange={(next) => changeWriting(id, { cc: next })}
          />
          {offered.length > 0 && (
            <div className={classes.offered}>
              {offered.map((address) => (
                <Button
                  key={address}
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconPlus size={12} stroke={2} aria-hidden="true" />}
                  onClick={() => add(address)}
                  aria-label={t('addAddress', { address })}
                >
                  {address}
                </Button>
              ))}
            </div>
          )}
        </>
      )}
    </div>
  )
}
