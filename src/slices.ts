import type { Slice } from './core/slice.ts'
import { accessSlice } from './desk/access/index.ts'
import { conversationsSlice } from './desk/conversations/index.ts'
import { customersSlice } from './desk/customers/index.ts'
import { inboxesSlice } from './desk/inboxes/index.ts'
import { integrationsSlice } from './desk/integrations/index.ts'
import { postSlice } from './desk/post/index.ts'
import { teamSlice } from './desk/team/index.ts'

/** The product, in order: a slice may use only those above it. The order is the architecture. */
export const slices: readonly Slice[] = [
  accessSlice,
  teamSlice,
  customersSlice,
  inboxesSlice,
  conversationsSlice,
  postSlice,
  integrationsSlice,
]
