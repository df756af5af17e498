import { useCall } from '../../../web/kit/queries.ts'
import { accessApi, type User } from '../../access/contract.ts'
import { inboxesApi } from '../../inboxes/contract.ts'

/** Who sits here and what they may do. Until it is known: nobody, who may nothing. */
export function useSelf(): { id: string; name: string; may: (permission: string) => boolean } {
  const { data } = useCall(accessApi.whoAmI, {})
  return {
    id: data?.user.id ?? '',
    name: data?.user.name ?? '',
    may: (permission) => data?.permissions.includes(permission) ?? false,
  }
}

/** The people of the desk, those who have left among them: their names stand on what they did. */
export function usePeople(): { people: readonly User[]; nameOf: (id: string | null) => string | null } {
  const { data } = useCall(accessApi.listUsers, { query: { limit: 200 } })
  const people = data?.items ?? []
  return { people, nameOf: (id) => people.find((each) => each.id === id)?.name ?? null }
}

/** The inboxes in sight, and their addresses: ours, never to be copied in. */
export function useInboxes() {
  const { data } = useCall(inboxesApi.list, {})
  const inboxes = data?.items ?? []
  return { inboxes, ours: inboxes.map(({ address }) => address), known: data !== undefined }
}
