import { join } from 'node:path'
import type { Endpoint, EventKind } from '../../src/core/contract.ts'
import { commonRefusals, type Refusals } from '../../src/core/refusal.ts'
import { languages } from '../../src/core/texts.ts'
import { allPermissions } from '../../src/desk/access/roles.ts'
import { slices } from './places.ts'
import { allPaths, root, textOf } from './source-tree.ts'

const contracts = await Promise.all(
  allPaths
    .filter((path) => /^src\/desk\/[^/]+\/(contract|refusals)\.ts$/.test(path))
    .map(async (path) => ({
      path,
      parts: (await import(/* @vite-ignore */ join(root, path))) as Record<string, unknown>,
    })),
)

const partsEnding = <T>(ending: string) =>
  contracts.flatMap(({ path, parts }) =>
    Object.entries(parts)
      .filter(([name]) => name.endsWith(ending))
      .flatMap(([, part]) => Object.entries(part as Record<string, T>).map(([name, value]) => ({ path, name, value }))),
  )

const endpoints = partsEnding<Endpoint>('Api')
export const events = partsEnding<EventKind>('Events')
const refusals = [
  ...Object.entries(commonRefusals as Refusals<string>).map(([name, value]) => ({
    path: 'src/core/refusal.ts',
    name,
    value,
  })),
  ...partsEnding<Refusals<string>[string]>('Refusals'),
]

const named = ({ path, value }: { path: string; value: Endpoint }) => `${value.method} ${value.path} (${path})`

export const unknownPermissions = (): string[] =>
  endpoints
    .filter(({ value }) => value.may !== 'anyone' && !allPermissions.includes(value.may))
    .map((each) => `${named(each)} takes ${each.value.may}, which no role has: src/desk/access/roles.ts`)

export const unusedPermissions = (): string[] =>
  allPermissions
    .filter((permission) => !endpoints.some(({ value }) => value.may === permission))
    .filter(
      (permission) =>
        !allPaths.some(
          (path) =>
            /^src\/desk\/.*\.tsx?$/.test(path) &&
            !path.endsWith('/roles.ts') &&
            textOf(path).includes(`'${permission}'`),
        ),
    )
    .map((permission) => `${permission} opens nothing: take it out of src/desk/access/roles.ts`)

export const endpointFaults = (): string[] => {
  const bound = slices.flatMap((slice) => (slice.routes ?? []).map((route) => route.endpoint))
  const seen = new Map<string, string>()
  return endpoints.flatMap((each) => {
    const place = `${each.value.method} ${each.value.path.replace(/:\w+/g, ':')}`
    const other = seen.get(place)
    seen.set(place, each.path)
    return [
      ...(other ? [`${named(each)} is declared in ${other} too`] : []),
      ...(bound.includes(each.value) ? [] : [`${named(each)} is answered by no route: routes.ts of its slice`]),
      ...(each.value.summary.trim() ? [] : [`${named(each)} has no summary`]),
      ...each.value.refuses
        .filter((code) => !refusals.some(({ name }) => name === code))
        .map((code) => `${named(each)} refuses ${code}, which no contract declares`),
    ]
  })
}

export const refusalFaults = (): string[] =>
  refusals.flatMap(({ path, name, value }, index) => {
    const twin = refusals.findIndex((other) => other.name === name)
    return [
      ...(twin < index ? [`${name} is declared in ${refusals[twin]?.path} and ${path}: a code has one meaning`] : []),
      ...(/^[a-z]+(_[a-z0-9]+)*$/.test(name) ? [] : [`${name} (${path}): codes are snake_case`]),
      ...(value.status >= 400 && value.status < 600 ? [] : [`${name} (${path}) has the status ${value.status}`]),
      ...languages
        .filter((language) => !value.text[language]?.trim())
        .map((language) => `${name} (${path}) says nothing in ${language}`),
    ]
  })

export const eventFaults = (): string[] =>
  events.flatMap(({ path, value }, index) => [
    ...(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(value.name) ? [] : [`event ${value.name} (${path}): noun.verbed`]),
    ...(events.findIndex((other) => other.value.name === value.name) < index
      ? [`event ${value.name} (${path}) is declared twice`]
      : []),
  ])

export const reactionFaults = (): string[] => {
  const names = new Set(events.map(({ value }) => value.name))
  const consumers = slices.flatMap((slice) => slice.after ?? []).map(({ name }) => name)
  return [
    ...slices.flatMap((slice) =>
      [...(slice.within ?? []).map(({ on }) => on), ...(slice.after ?? []).flatMap(({ on }) => on)]
        .filter((on) => !names.has(on))
        .map((on) => `${slice.name} reacts to ${on}, which nobody emits`),
    ),
    ...consumers
      .filter((name, index) => consumers.indexOf(name) < index)
      .map((name) => `two consumers are called ${name}: their place in the log is kept under it`),
  ]
}
