import { type Held, peopleIn } from './people-in-tables.ts'
import { product, sliceOf, slices } from './places.ts'
import { lineAt, sourceAt, textOf } from './source-tree.ts'

export interface Table {
  name: string
  columns: { name: string; type: string }[]
  /** Columns, their target, and whether rows go with what they point at. */
  foreignKeys: { columns: string[]; to: string; cascades: boolean }[]
  /** First columns of every index, primary key and unique constraint, in order. */
  indexes: string[][]
}

const listOf = (text: string) =>
  text.split(',').map((part) =>
    part
      .trim()
      .replace(/"/g, '')
      .replace(/ (DESC|ASC).*$/, ''),
  )

/** The database as it is today, out of db/schema.sql. */
export const tables: readonly Table[] = readSchema(textOf('db/schema.sql'))

function readSchema(schema: string): Table[] {
  const found = [...schema.matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\);/gm)].map(
    ([, name = '', body = '']): Table => {
      const lines = body.split('\n').map((line) => line.trim().replace(/,$/, ''))
      const columns = lines
        .filter((line) => !line.startsWith('constraint '))
        .map((line) => {
          const [, column = '', type = ''] =
            /^"?(\w+)"? (.*?)(?: not null| default .*| generated .*)*$/.exec(line) ?? []
          return { name: column, type }
        })
      const foreignKeys = lines.flatMap((line) => {
        const key = /FOREIGN KEY \(([^)]*)\) REFERENCES (\w+)/.exec(line)
        return key
          ? [{ columns: listOf(key[1] ?? ''), to: key[2] ?? '', cascades: line.includes('ON DELETE CASCADE') }]
          : []
      })
      const indexes = lines.flatMap((line) => {
        const key = /(?:PRIMARY KEY|UNIQUE) \(([^)]*)\)/.exec(line)
        return key ? [listOf(key[1] ?? '')] : []
      })
      return { name, columns, foreignKeys, indexes }
    },
  )
  for (const [, table, columns = ''] of schema.matchAll(
    /^CREATE (?:UNIQUE )?INDEX \w+ ON public\.(\w+) USING btree \((.*?)\)(?: WHERE .*)?;$/gm,
  )) {
    found.find(({ name }) => name === table)?.indexes.push(listOf(columns))
  }
  return found
}

/** The floor's own: db/migrations/0001-core.sql, and the list of migrations that ran. */
const coreTables = ['event', 'event_position', 'event_failure', 'idempotency', 'job_worker', 'migration']

const ownersOf = (table: string): string[] => [
  ...(coreTables.includes(table) ? ['core'] : []),
  ...slices.filter((slice) => slice.tables.includes(table)).map((slice) => slice.name),
]

export const ownership = (): string[] => [
  ...tables.flatMap(({ name }) => {
    const owners = ownersOf(name)
    if (owners.length === 0)
      return [`table ${name} has no owner: list it under tables in the index.ts of the slice that writes it`]
    return owners.length > 1
      ? [`table ${name} has several owners: ${owners.join(', ')}; one writes, the others ask it or react`]
      : []
  }),
  ...slices.flatMap((slice) =>
    slice.tables
      .filter((table) => !tables.some(({ name }) => name === table))
      .map((table) => `${slice.name} lists the table ${table}, which is not in db/schema.sql`),
  ),
]

const writing = [
  /\binsert\s+into\s+(\w+)/gi,
  /\bdelete\s+from\s+(\w+)/gi,
  /\bupdate\s+(?!set\b|skip\b|of\b|nowait\b)(\w+)(?:\s+(?:as\s+)?(?!set\b)\w+)?\s+set\b/gi,
  /\btruncate\s+(?:table\s+)?(\w+)/gi,
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"](\w+)/g,
]

/** Reads may join over the walls; writes may not. */
export const strangeWrites = (): string[] =>
  product.flatMap(({ path, code }) => {
    const writer = sliceOf(path) ?? (path.startsWith('src/core/') ? 'core' : path)
    return writing.flatMap((pattern) =>
      [...code.matchAll(pattern)].flatMap((match) => {
        const table = match[1] ?? ''
        if (!tables.some(({ name }) => name === table)) return []
        const owners = ownersOf(table)
        return owners.includes(writer)
          ? []
          : [
              `${path}:${lineAt(code, match.index)} writes ${table}, which is ${owners.join(' and ')}'s: call its command, or let it react to an event`,
            ]
      }),
    )
  })

export const unindexedKeys = (): string[] =>
  tables.flatMap(({ name, foreignKeys, indexes }) =>
    foreignKeys
      .filter(
        ({ columns }) =>
          !indexes.some((index) => columns.every((column) => index.slice(0, columns.length).includes(column))),
      )
      .map(
        ({ columns, to }) =>
          `${name} (${columns.join(', ')}) points to ${to} without an index that starts with it: deleting there reads all of ${name}`,
      ),
  )

const freeForm = /^(text|text\[\]|jsonb|json|bytea)$/

/** Columns that may hold anything: not one of a few words that a check names, and no key made by us. */
const openColumns = (table: Table) => table.columns.filter(({ type }) => freeForm.test(type)).map(({ name }) => name)

export const undeclaredColumns = (): string[] => [
  ...tables.flatMap((table) => {
    const declared: Held | undefined = peopleIn[table.name]
    if (!declared)
      return [
        `table ${table.name} is not in tests/architecture/people-in-tables.ts: say which columns hold something of a customer`,
      ]
    const known = [...declared.customer, ...declared.other, ...(declared.passing ?? [])]
    return [
      ...openColumns(table)
        .filter((column) => !known.includes(column))
        .map((column) => `${table.name}.${column} is not in people-in-tables.ts: does it hold anything of a customer?`),
      ...known
        .filter((column) => !table.columns.some(({ name }) => name === column))
        .map((column) => `people-in-tables.ts names ${table.name}.${column}, which does not exist`),
    ]
  }),
  ...Object.keys(peopleIn)
    .filter((table) => !tables.some(({ name }) => name === table))
    .map((table) => `people-in-tables.ts names the table ${table}, which does not exist`),
]

/** For every column that holds something of a customer, its slice's `forget` deletes the row or empties the column. */
export const unforgotten = (): string[] =>
  Object.entries(peopleIn).flatMap(([table, { customer }]) => {
    if (customer.length === 0) return []
    const [owner = ''] = ownersOf(table)
    if (owner === 'core') return [`${table} is core's and holds ${customer.join(', ')}: core knows no people`]
    const slice = slices.find(({ name }) => name === owner)
    if (!slice?.forget)
      return [`${owner} owns ${table}, which holds a person's ${customer.join(', ')}, and has no forget`]
    const code = sourceAt(`src/desk/${owner}/forget.ts`)?.code ?? ''
    if (deletes(code, table)) return []
    const emptied = emptiedIn(code, table)
    return customer
      .filter((column) => !emptied.has(column))
      .map((column) => `src/desk/${owner}/forget.ts leaves ${table}.${column} as it is`)
  })

export const unswept = (): string[] =>
  Object.entries(peopleIn)
    .filter(([table, { passing = [] }]) => passing.length > 0 && !product.some(({ code }) => deletes(code, table)))
    .map(([table]) => `people-in-tables.ts says that rows of ${table} pass by themselves, but nothing deletes them`)

const deletes = (code: string, table: string): boolean => {
  if (new RegExp(`delete from ${table}\\b|deleteFrom\\('${table}'\\)`).test(code)) return true
  const parents = tables.find(({ name }) => name === table)?.foreignKeys.filter(({ cascades }) => cascades) ?? []
  return parents.some(({ to }) => to !== table && deletes(code, to))
}

function emptiedIn(code: string, table: string): Set<string> {
  const statements = code.matchAll(new RegExp(`update ${table}\\b(?: \\w+)? set([\\s\\S]*?)\\bwhere\\b`, 'g'))
  return new Set(
    [...statements].flatMap(([, set = '']) => [...set.matchAll(/(\w+)\s*=(?!=)/g)].map((match) => match[1] ?? '')),
  )
}
