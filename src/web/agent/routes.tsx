import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Failed, Lost } from './Lost.tsx'
import { isView, type View } from './places.ts'
import { Shell } from './Shell.tsx'
import { InboxScreen } from './screens/InboxScreen.tsx'
import { enter } from './session.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: Lost, errorComponent: Failed })

/** Everything behind the door. */
const house = createRoute({
  id: 'house',
  getParentRoute: () => root,
  beforeLoad: ({ location }) => enter(location.href),
  component: Shell,
})

interface InboxSearch {
  view?: View
  /** A new conversation is being written. */
  new?: true
  q?: string
}
const inboxSearch = (search: Record<string, unknown>): InboxSearch => ({
  ...(isView(search.view) && search.view !== 'inbox' ? { view: search.view } : {}),
  ...(search.new ? { new: true as const } : {}),
  ...(typeof search.q === 'string' && search.q ? { q: search.q } : {}),
})
const inbox = createRoute({
  path: '/',
  getParentRoute: () => house,
  validateSearch: inboxSearch,
  component: InboxScreen,
})
const conversation = createRoute({
  path: '/conversations/$id',
  getParentRoute: () => house,
  validateSearch: inboxSearch,
  component: InboxScreen,
})
const outgoing = createRoute({
  path: '/outgoing',
  getParentRoute: () => house,
  component: lazyRouteComponent(() => import('./screens/OutgoingScreen.tsx'), 'OutgoingScreen'),
})
const quarantine = createRoute({
  path: '/quarantine',
  getParentRoute: () => house,
  component: lazyRouteComponent(() => import('./screens/QuarantineScreen.tsx'), 'QuarantineScreen'),
})

const settings = createRoute({
  path: '/settings',
  getParentRoute: () => house,
  component: lazyRouteComponent(() => import('./screens/SettingsScreen.tsx'), 'SettingsScreen'),
})
const settingsHome = createRoute({
  path: '/',
  getParentRoute: () => settings,
  beforeLoad: () => {
    throw redirect({ to: '/settings/me' })
  },
})
const inboxes = createRoute({
  path: '/inboxes',
  getParentRoute: () => settings,
  component: lazyRouteComponent(() => import('./screens/InboxesScreen.tsx'), 'InboxesScreen'),
})
const oneInbox = createRoute({
  path: '/inboxes/$id',
  getParentRoute: () => settings,
  component: lazyRouteComponent(() => import('./screens/InboxSettingsScreen.tsx'), 'InboxSettingsScreen'),
})
const people = createRoute({
  path: '/people',
  getParentRoute: () => settings,
  component: lazyRouteComponent(() => import('./screens/PeopleScreen.tsx'), 'PeopleScreen'),
})
const desk = createRoute({
  path: '/desk',
  getParentRoute: () => settings,
  component: lazyRouteComponent(() => import('./screens/DeskScreen.tsx'), 'DeskScreen'),
})
const me = createRoute({
  path: '/me',
  getParentRoute: () => settings,
  component: lazyRouteComponent(() => import('./screens/MeScreen.tsx'), 'MeScreen'),
})

const signIn = createRoute({
  path: '/sign-in',
  getParentRoute: () => root,
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    // Only our own pages: a link from outside must not send a person elsewhere after they signed in.
    typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('./screens/SignInScreen.tsx'), 'SignInScreen'),
})
const setUp = createRoute({
  path: '/setup',
  getParentRoute: () => root,
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    search.token === undefined ? {} : { token: String(search.token) },
  component: lazyRouteComponent(() => import('./screens/SetUpScreen.tsx'), 'SetUpScreen'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    house.addChildren([
      inbox,
      conversation,
      outgoing,
      quarantine,
      settings.addChildren([settingsHome, inboxes, oneInbox, people, desk, me]),
    ]),
    signIn,
    setUp,
  ]),
  defaultPreload: 'intent',
  defaultPreloadDelay: 50,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
