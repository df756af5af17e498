import {
  IconAlertCircle,
  IconBan,
  IconCircleCheck,
  IconClockPause,
  IconInbox,
  IconSend,
  IconSettings,
  IconUserCircle,
  IconUserQuestion,
} from '@tabler/icons-react'
import type { QueryOf } from '../../core/contract.ts'
import type { conversationsApi } from '../../desk/conversations/contract.ts'

/** The views of the inbox, in the order of the rail, and what each asks for. */
export const views = {
  inbox: { icon: IconInbox, keys: 'g i', asks: { status: 'new,open' } },
  mine: { icon: IconUserCircle, keys: 'g m', asks: { status: 'new,open', assignee: 'me' } },
  unassigned: { icon: IconUserQuestion, keys: 'g u', asks: { status: 'new,open', assignee: 'none' } },
  waiting: { icon: IconClockPause, keys: 'g w', asks: { status: 'waiting' } },
  resolved: { icon: IconCircleCheck, keys: 'g d', asks: { status: 'resolved', sort: 'updated' } },
  spam: { icon: IconBan, keys: 'g x', asks: { status: 'spam', sort: 'updated' } },
} as const satisfies Record<
  string,
  { icon: typeof IconInbox; keys: string; asks: QueryOf<typeof conversationsApi.list> }
>

export type View = keyof typeof views
export const viewNames = Object.keys(views) as View[]
export const isView = (name: unknown): name is View => viewNames.includes(name as View)

/** The other places of the rail. */
export const places = [
  { to: '/outgoing', name: 'outgoing', icon: IconSend, keys: 'g o', may: 'outgoing.read' },
  { to: '/quarantine', name: 'quarantine', icon: IconAlertCircle, keys: 'g q', may: 'quarantine.read' },
  { to: '/settings/me', name: 'settings', icon: IconSettings, keys: 'g s', may: 'self.read' },
] as const
