import type { ReactNode } from "react";
import { Fault, More, Waiting } from "../app/states.tsx";
import type { Listed } from "./useList.ts";

/**
 * A list in each of its forms: while it is being fetched, when it could not be, when there is nothing in it, and with what it
 * holds; below that how much of it is shown, where it comes page by page.
 *
 * @param empty what stands there where nothing is in it
 * @param much what is said of very long lists, and from how many items on
 */
export function List<T>({
  of: { items, isPending, isSuccess, error, retry, pages },
  rows,
  empty,
  much,
  children,
}: {
  of: Listed<T>;
  rows?: number;
  empty: ReactNode;
  much?: { from: number; words: string };
  children(items: T[]): ReactNode;
}) {
  return (
    <>
      {isPending ? <Waiting rows={rows} /> : null}
      {error ? <Fault error={error} retry={retry} /> : null}
      {isSuccess && items.length === 0 ? empty : null}
      {items.length > 0 ? children(items) : null}
      {much && items.length >= much.from ? <p className="much">{much.words}</p> : null}
      {pages ? <More shown={items.length} {...pages} /> : null}
    </>
  );
}
