import {
  infiniteQueryOptions,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Endpoint, Output } from '../../core/contract.ts'
import { type Asked, call, Refused } from './call.ts'
import { toastRefusal } from './toast.tsx'

/** The page's store of answers. They stay fresh until the live stream says otherwise, or for a minute without it. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      // A refusal stays one however often it is asked; only silence is worth asking again.
      retry: (failures, error) => failures < 2 && error instanceof Refused && error.status === 0,
    },
  },
})

type Loose = { params?: object; query?: object; signal?: AbortSignal }

/** Every answer's key is its endpoint's path, then what it was asked with: `['/conversations/:id', { id }, {}]`. */
export function keyOf<E extends Endpoint>(endpoint: E, asked?: Partial<Asked<E>>): readonly unknown[] {
  const { params, query } = (asked ?? {}) as Loose
  return asked ? [endpoint.path, params ?? {}, query ?? {}] : [endpoint.path]
}

/** For `useQuery`, `prefetchQuery`, `ensureQueryData` and `setQueryData`. */
export function queryOf<E extends Endpoint>(endpoint: E, asked: Asked<E>) {
  return queryOptions<Output<E>, Refused>({
    queryKey: keyOf(endpoint, asked),
    queryFn: ({ signal }) => call(endpoint, { ...asked, signal }),
  })
}

/** The answer of a GET endpoint, kept fresh by the live stream. */
export function useCall<E extends Endpoint>(endpoint: E, asked: Asked<E>, options: { enabled?: boolean } = {}) {
  return useQuery({ ...queryOf(endpoint, asked), ...options })
}

type Page<E extends Endpoint> = Output<E> & { items: unknown[]; nextCursor: string | null }

/** A list, page by page: `data.pages[].items`, `fetchNextPage`, `hasNextPage`. */
export function pagesOf<E extends Endpoint>(endpoint: E, asked: Asked<E>) {
  const given = asked as Loose
  return infiniteQueryOptions<Page<E>, Refused, { pages: Page<E>[] }, readonly unknown[], string | undefined>({
    queryKey: [...keyOf(endpoint, asked), 'pages'],
    queryFn: async ({ signal, pageParam }) =>
      (await call(endpoint, {
        ...given,
        query: { ...given.query, cursor: pageParam },
        signal,
      } as unknown as Asked<E>)) as Page<E>,
    initialPageParam: undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

/** A list as one array, with what a "show more" needs. */
export function usePages<E extends Endpoint>(endpoint: E, asked: Asked<E>, options: { enabled?: boolean } = {}) {
  const query = useInfiniteQuery({ ...pagesOf(endpoint, asked), ...options })
  const items = query.data?.pages.flatMap((page) => page.items) as Page<E>['items'] | undefined
  return { ...query, items }
}

/**
 * Something a person does: `const save = useAct(api.change, { stale: [api.list] }); save.mutate({ params, body })`.
 * The named endpoints' answers are fetched anew afterwards. A refusal becomes a toast, unless `quiet`.
 */
export function useAct<E extends Endpoint>(
  endpoint: E,
  options: {
    stale?: readonly Endpoint[]
    quiet?: boolean
    onDone?: (output: Output<E>, asked: Asked<E>) => void
    onRefused?: (refused: Refused, asked: Asked<E>) => void
  } = {},
) {
  const client = useQueryClient()
  return useMutation<Output<E>, Refused, Asked<E>>({
    mutationFn: (asked) => call(endpoint, asked),
    onSuccess: async (output, asked) => {
      options.onDone?.(output, asked)
      await Promise.all((options.stale ?? []).map((each) => client.invalidateQueries({ queryKey: keyOf(each) })))
    },
    onError: (refused, asked) => {
      if (!options.quiet) toastRefusal(refused)
      options.onRefused?.(refused, asked)
    },
  })
}
