import { lazy } from 'react'

/** What reading and writing take (the frame for mail, the composer) comes after the list, so that the list is first. */
const view = () => import('../../../desk/conversations/ui/ConversationView.tsx')
const customer = () => import('../../../desk/conversations/ui/CustomerPanel.tsx')
const write = () => import('../../../desk/conversations/ui/NewConversation.tsx')

export const ConversationView = lazy(async () => ({ default: (await view()).ConversationView }))
export const CustomerPanel = lazy(async () => ({ default: (await customer()).CustomerPanel }))
export const NewConversation = lazy(async () => ({ default: (await write()).NewConversation }))

/** Fetches them all ahead of the first press. */
export async function fetchReading(): Promise<void> {
  await Promise.all([view(), customer(), write()])
}
