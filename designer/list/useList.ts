import { useInfiniteQuery, type UseQueryResult } from "@tanstack/react-query";
import type { PagedQuery } from "../api/queries.ts";

/** What a list shows: what has come of it so far, and what is to be said of the rest. */
export interface Listed<T> {
  items: T[];
  isPending: boolean;
  isSuccess: boolean;
  error: unknown;
  retry(): void;
  /** Absent where everything comes at once. */
  pages?: { more: boolean; loading: boolean; load(): void };
}

/** A list that comes page by page. */
export function usePages<T>(query: PagedQuery<T>): Listed<T> {
  const { data, isPending, isSuccess, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(query);
  return {
    items: data?.pages.flatMap((page) => page.items) ?? [],
    isPending,
    isSuccess,
    error,
    retry: () => void refetch(),
    pages: { more: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() },
  };
}

/** A list that comes at once. */
export function whole<T>({
  data,
  isPending,
  isSuccess,
  error,
  refetch,
}: UseQueryResult<{ items: T[] }>): Listed<T> {
  return { items: data?.items ?? [], isPending, isSuccess, error, retry: () => void refetch() };
}

/** The first few of a list; the rest has a page of its own. */
export function firstOf<T>(list: Listed<T>, count = 6): Listed<T> {
  const { pages: _, ...rest } = list;
  return { ...rest, items: rest.items.slice(0, count) };
}
