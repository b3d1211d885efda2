import type { Page, PageRequest } from "../ports/index.ts";

/** So many items are read at a time. */
export const batch = 200;

/** Every item of a list, page by page. */
export async function* everyItem<T>(read: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let after: string | undefined; ;) {
    const page = await read({ limit: batch, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    if (page.next === undefined) return;
    after = page.next;
  }
}
