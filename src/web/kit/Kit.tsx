import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './base.css'
import './tokens.css'
import './mantine.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { answers } from './queries.ts'
import { theme, variables } from './theme.ts'

/** The name is read by public/scheme.js too, before anything is drawn. */
const schemes = localStorageColorSchemeManager({ key: 'lofte.scheme' })

/** What every screen stands in: ink and paper, answers, toasts. */
export function Kit({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={answers}>
        <Notifications position="bottom-center" limit={3} containerWidth={420} transitionDuration={160} />
        {children}
      </QueryClientProvider>
    </MantineProvider>
  )
}
