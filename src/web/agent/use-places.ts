import { useRouterState } from '@tanstack/react-router'
import { conversationsApi } from '../../desk/conversations/contract.ts'
import { postApi } from '../../desk/post/contract.ts'
import { useCall } from '../kit/queries.ts'
import { isView, places, type View, viewNames, views } from './places.ts'
import { useMe } from './session.ts'

/** One place of the rail as it stands now. */
export interface Place {
  name: View | (typeof places)[number]['name']
  href: string
  icon: (typeof views)['inbox']['icon']
  keys: string
  current: boolean
  count: number
  /** Something there waits for a person's look. */
  alert: boolean
}

/** Where this person can go, with what waits there. */
export function usePlaces(): { views: Place[]; others: Place[] } {
  const { may } = useMe()
  const { data: counts } = useCall(conversationsApi.counts, {})
  const { data: quarantined } = useCall(
    postApi.listQuarantine,
    { query: { limit: 1 } },
    { enabled: may('quarantine.read') },
  )
  const { pathname, view } = useRouterState({
    select: ({ location: { pathname, search } }) => ({
      pathname,
      view: 'view' in search && isView(search.view) ? search.view : ('inbox' as const),
    }),
    structuralSharing: true,
  })
  const inInbox = pathname === '/' || pathname.startsWith('/conversations/')
  const waiting: Partial<Record<View, number>> = counts
    ? { inbox: counts.open, mine: counts.mine, unassigned: counts.unassigned, waiting: counts.waiting }
    : {}
  return {
    views: viewNames.map((name) => ({
      name,
      href: name === 'inbox' ? '/' : `/?view=${name}`,
      icon: views[name].icon,
      keys: views[name].keys,
      current: inInbox && view === name,
      count: waiting[name] ?? 0,
      alert: false,
    })),
    others: places
      .filter((place) => may(place.may))
      .map(({ to, name, icon, keys }) => ({
        name,
        href: to,
        icon,
        keys,
        current: name === 'settings' ? pathname.startsWith('/settings') : pathname === to,
        count: 0,
        alert: name === 'quarantine' && (quarantined?.items.length ?? 0) > 0,
      })),
  }
}
