import type { Slice } from '../../core/slice.ts'
import { inboxesRoutes } from './routes.ts'

export const inboxesSlice: Slice = {
  name: 'inboxes',
  tables: ['inbox', 'inbox_member', 'imap_cursor', 'imap_state', 'setup_link'],
  routes: inboxesRoutes,
}
