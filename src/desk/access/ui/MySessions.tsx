import { Button, Text } from '@mantine/core'
import { IconDeviceLaptop } from '@tabler/icons-react'
import { Panel, Row, Rows } from '../../../web/kit/Page.tsx'
import { useAct, useCall } from '../../../web/kit/queries.ts'
import { NotFetched } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { StateChip } from '../../../web/kit/StateChip.tsx'
import { TimeAgo } from '../../../web/kit/TimeAgo.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { accessApi } from '../contract.ts'
import { browserOf } from './browser-words.ts'
import classes from './people.module.css'
import { texts } from './texts.ts'

/** Where I am signed in, and the way to end it there. */
export function MySessions() {
  const t = useTexts(texts)
  const { data, error, refetch } = useCall(accessApi.listSessions, {})
  const end = useAct(accessApi.endSession, {
    stale: [accessApi.listSessions],
    onDone: () => toast(t('sessionEnded')),
  })
  return (
    <Panel title={t('sessions')}>
      {error && <NotFetched refused={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeletons rows={2} />}
      <Rows label={t('sessions')}>
        {data?.items.map(({ id, agent, seenAt, current }) => {
          const known = browserOf(agent)
          return (
            <Row key={id}>
              <IconDeviceLaptop size={20} stroke={1.5} aria-hidden="true" />
              <div className={classes.who}>
                <div>{known ? t('browserOn', known) : t('unknownBrowser')}</div>
                <Text size="xs" c="dimmed">
                  {t('lastSeen')} <TimeAgo at={seenAt} />
                </Text>
              </div>
              {current ? (
                <StateChip tone="fjord">{t('thisOne')}</StateChip>
              ) : (
                <Button variant="subtle" size="compact-sm" onClick={() => end.mutate({ params: { id } })}>
                  {t('endSession')}
                </Button>
              )}
            </Row>
          )
        })}
      </Rows>
    </Panel>
  )
}
