import { useCall } from '../../../web/kit/queries.ts'
import { NotFetched, Says } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { inboxesApi } from '../contract.ts'
import { Acknowledgement, InboxAbout } from './InboxAbout.tsx'
import { MailIn } from './MailIn.tsx'
import { MailOut } from './MailOut.tsx'
import { Members } from './Members.tsx'
import { texts } from './texts.ts'

/** Everything that can be set about one inbox. */
export function InboxSettings({ id, mayChange }: { id: string; mayChange: boolean }) {
  const t = useTexts(texts)
  const { data: inbox, error, refetch } = useCall(inboxesApi.see, { params: { id } })
  if (error) return <NotFetched refused={error} onAgain={() => void refetch()} />
  if (!inbox) return <Skeletons rows={6} />
  if (!mayChange) return <Says>{t('onlyAdmins')}</Says>
  return (
    <>
      <InboxAbout inbox={inbox} />
      <MailIn inbox={inbox} />
      <MailOut inbox={inbox} />
      <Acknowledgement inbox={inbox} />
      <Members inbox={inbox} />
    </>
  )
}

/** The name and address of one inbox, for a heading. */
export function useInbox(id: string) {
  return useCall(inboxesApi.see, { params: { id } }).data
}
