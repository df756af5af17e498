import { Radio, Stack } from '@mantine/core'
import { useTexts } from '../../../web/kit/texts.ts'
import { type Role, roles } from '../roles.ts'
import { texts } from './texts.ts'

const mayTexts = { owner: 'ownerMay', admin: 'adminMay', agent: 'agentMay', light: 'lightMay' } as const

/** The roles with what each may do. Only an owner names owners. */
export function RoleChoice({
  value,
  onChange,
  byOwner,
}: {
  value: Role
  onChange: (role: Role) => void
  byOwner: boolean
}) {
  const t = useTexts(texts)
  return (
    <Radio.Group label={t('role')} value={value} onChange={(role) => onChange(role as Role)}>
      <Stack gap="xs" mt={4}>
        {roles
          .filter((role) => role !== 'owner' || byOwner)
          .map((role) => (
            <Radio key={role} value={role} label={t(role)} description={t(mayTexts[role])} />
          ))}
      </Stack>
    </Radio.Group>
  )
}
