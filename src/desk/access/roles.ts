/** Who may do what. One table, so that a question about rights has one answer. */
export const roles = ['owner', 'admin', 'agent', 'light'] as const
export type Role = (typeof roles)[number]

const light = [
  'self.read',
  'self.write',
  'desk.read',
  'conversation.read',
  'note.write',
  'customer.read',
  'inbox.read',
  'event.read',
] as const
const agent = [
  ...light,
  'conversation.write',
  'customer.write',
  'quarantine.read',
  'quarantine.write',
  'outgoing.read',
  'token.write',
] as const
const admin = [...agent, 'inbox.write', 'account.write', 'desk.write'] as const

/** A light agent reads and writes notes; an admin runs the desk; an owner also says who the owners are. */
const permissions: Record<Role, ReadonlySet<string>> = {
  light: new Set(light),
  agent: new Set(agent),
  admin: new Set(admin),
  owner: new Set([...admin, 'owner.write']),
}

export const mayDo = (role: Role, permission: string): boolean => permissions[role].has(permission)

/** Owners and admins answer for the whole desk; agents see the inboxes they are members of. */
export const seesAllInboxes = (role: Role): boolean => role === 'owner' || role === 'admin'

export const allPermissions: readonly string[] = [...permissions.owner]
