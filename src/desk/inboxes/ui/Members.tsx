import { Checkbox, Stack } from '@mantine/core'
import { Initials } from '../../../web/kit/Initials.tsx'
import { Panel } from '../../../web/kit/Page.tsx'
import { useAct, useCall } from '../../../web/kit/queries.ts'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { accessApi } from '../../access/contract.ts'
import { seesAllInboxes } from '../../access/roles.ts'
import { type Inbox, inboxesApi } from '../contract.ts'
import classes from './inboxes.module.css'
import { texts } from './texts.ts'

/** Who sees and answers an inbox's conversations. A tick counts at once. */
export function Members({ inbox }: { inbox: Inbox }) {
  const t = useTexts(texts)
  const { data } = useCall(accessApi.listUsers, { query: { limit: 200 } })
  const change = useAct(inboxesApi.change, { stale: [inboxesApi.see, inboxesApi.list] })
  const members = change.isPending ? (change.variables.body?.memberIds ?? inbox.memberIds) : inbox.memberIds
  const set = (id: string, isIn: boolean) =>
    change.mutate({
      params: { id: inbox.id },
      body: { memberIds: isIn ? [...members, id] : members.filter((each) => each !== id) },
    })
  return (
    <Panel title={t('members')} lead={t('membersLead')}>
      {!data && <Skeletons rows={3} />}
      <Stack gap={2}>
        {data?.items
          .filter((user) => !user.disabled)
          .map((user) => (
            <div key={user.id} className={classes.member}>
              <Checkbox
                id={`member-${user.id}`}
                checked={members.includes(user.id) || seesAllInboxes(user.role)}
                disabled={seesAllInboxes(user.role) && !members.includes(user.id)}
                onChange={(event) => set(user.id, event.currentTarget.checked)}
              />
              <Initials name={user.name} size="sm" us />
              <label htmlFor={`member-${user.id}`}>
                {user.name} <span className={classes.quiet}>{user.email}</span>
              </label>
            </div>
          ))}
      </Stack>
    </Panel>
  )
}
