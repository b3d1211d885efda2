import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Choice, Principal } from "../../engine/model/types.ts";
import { ask, askFile, speaker } from "./client.ts";
import type {
  CaseSummary,
  CaseView,
  ChoiceTitles,
  Copy,
  Draft,
  DraftContent,
  DraftSummary,
  HandOver,
  InboxTask,
  JournalEntry,
  Measurement,
  Message,
  NoticeRecord,
  Page,
  ProcedureDetail,
  ProcedureSummary,
  ProcedureVersion,
  Proxy,
  RegisterRow,
  RegisterSummary,
  Session,
} from "./types.ts";

const api = "/api/v1";
const segment = encodeURIComponent;

/**
 * What the page asks of the server. The first part of each key says what it is about, so that a change can make it stale;
 * the person is part of the key, because everybody sees their own.
 */
const paged = <T>(
  key: readonly unknown[],
  path: string,
  query: Record<string, string | number | undefined> = {},
  standingIn?: string,
) =>
  infiniteQueryOptions({
    queryKey: [...key, speaker.person, standingIn],
    queryFn: ({ pageParam, signal }) =>
      ask<Page<T>>(path, { query: { ...query, after: pageParam }, standingIn, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });

/** What asks for a list that comes page by page. */
export type PagedQuery<T> = ReturnType<typeof paged<T>>;

/** The session of whoever was chosen; in a demonstration in which nobody has been, of the first of the directory. */
export const sessionQuery = (chosen: string | null) =>
  queryOptions({
    queryKey: ["session", chosen],
    queryFn: async ({ signal }) => {
      const session = await ask<Session>(`${api}/session`, { signal });
      if (session.person !== null || !session.demonstration) return session;
      const { items } = await ask<Page<Principal>>(`${api}/people`, { query: { limit: 1 }, signal });
      if (items[0] === undefined) return session;
      speaker.person = items[0].id;
      return ask<Session>(`${api}/session`, { signal });
    },
  });

export const peopleQuery = (search: string, limit = 50) =>
  queryOptions({
    queryKey: ["people", search, limit],
    queryFn: ({ signal }) =>
      ask<Page<Principal>>(`${api}/people`, {
        query: { search: search === "" ? undefined : search, limit },
        signal,
      }),
    staleTime: 300_000,
  });

export const proceduresQuery = () =>
  queryOptions({
    queryKey: ["procedures"],
    queryFn: ({ signal }) => ask<Page<ProcedureSummary>>(`${api}/procedures`, { signal }),
    staleTime: 60_000,
  });

/** A procedure as it is live, or as it is in the pack of a digest (a case keeps the one it was opened with). */
export const procedureQuery = (id: string, pack?: string) =>
  queryOptions({
    queryKey: ["procedure", id, pack ?? "live", speaker.person],
    queryFn: ({ signal }) =>
      ask<ProcedureDetail>(`${api}/procedures/${segment(id)}`, { query: { pack }, signal }),
    staleTime: pack === undefined ? 60_000 : Infinity,
  });

/** The files of a pack; a digest names the same ones for ever. */
export const packFilesQuery = (digest: string) =>
  queryOptions({
    queryKey: ["pack-files", digest],
    queryFn: ({ signal }) =>
      ask<{ files: Record<string, string> }>(`${api}/packs/${segment(digest)}/files`, { signal }),
    staleTime: Infinity,
  });

export const inboxQuery = (limit = 20, filter: { procedure?: string; search?: string } = {}) =>
  paged<InboxTask>(["tasks", limit, filter], `${api}/tasks`, { ...filter, limit });

export const doneQuery = (limit = 30) =>
  paged<InboxTask>(["tasks", "done", limit], `${api}/tasks/done`, { limit });

export const copiesQuery = (limit = 30) =>
  paged<Copy>(["tasks", "copies", limit], `${api}/copies`, { limit });

export const messagesQuery = () =>
  queryOptions({
    queryKey: ["messages", speaker.person],
    queryFn: ({ signal }) => ask<{ items: Message[]; unread: number }>(`${api}/messages`, { signal }),
  });

export const casesQuery = (
  filter: { procedure?: string; status?: string; openedBy?: string; parent?: string },
  limit = 30,
) => paged<CaseSummary>(["cases", filter, limit], `${api}/cases`, { ...filter, limit });

/** Cases by their ids, in that order; those that one may not see are left out. */
export const casesOfQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ["cases", "of", ids, speaker.person],
    queryFn: ({ signal }) =>
      ids.length === 0
        ? Promise.resolve<Page<CaseSummary>>({ items: [] })
        : ask<Page<CaseSummary>>(`${api}/cases`, { query: { ids: ids.join() }, signal }),
  });

type MeasureFilter = { from?: string; to?: string; period?: string };

/** Opened again soon: what happens in cases does not make it stale, because it is reckoned over all of them. */
export const measuresQuery = (id: string, filter: MeasureFilter) =>
  queryOptions({
    queryKey: ["measures", id, filter, speaker.person],
    queryFn: ({ signal }) =>
      ask<Measurement>(`${api}/procedures/${segment(id)}/measures`, { query: filter, signal }),
    staleTime: 60_000,
  });

export const measuresFile = (id: string, filter: MeasureFilter) =>
  askFile(`${api}/procedures/${segment(id)}/measures.csv`, { query: filter });

/** A case as one sees it, or as somebody does for whom one stands in; so its journal. */
export const caseQuery = (id: string, standingIn?: string) =>
  queryOptions({
    queryKey: ["case", id, speaker.person, standingIn],
    queryFn: ({ signal }) => ask<CaseView>(`${api}/cases/${segment(id)}`, { standingIn, signal }),
  });

/** What is offered in a form: of an event of a case as it stands, or of an opening. */
export const choicesQuery = (
  of: { case: string; event: string; revision: number } | { procedure: string },
  standingIn?: string,
) =>
  queryOptions({
    queryKey: ["choices", of, speaker.person, standingIn],
    queryFn: ({ signal }) =>
      "case" in of
        ? ask<{ choices: Record<string, Choice[]> }>(`${api}/cases/${segment(of.case)}/choices`, {
            query: { event: of.event },
            standingIn,
            signal,
          })
        : ask<{ choices: Record<string, Choice[]> }>(`${api}/procedures/${segment(of.procedure)}/choices`, {
            signal,
          }),
  });

/** What the values mean that were chosen in a case, of the case as it stands at a revision. */
export const titlesQuery = (id: string, revision: number, standingIn?: string) =>
  queryOptions({
    queryKey: ["titles", id, revision, speaker.person, standingIn],
    queryFn: ({ signal }) => ask<ChoiceTitles>(`${api}/cases/${segment(id)}/titles`, { standingIn, signal }),
  });

export const journalQuery = (id: string, standingIn?: string) =>
  paged<JournalEntry>(["journal", id], `${api}/cases/${segment(id)}/journal`, { limit: 100 }, standingIn);

/** Standing proxies of whoever acts; of another for administrators. */
export const proxiesQuery = (person?: string) =>
  queryOptions({
    queryKey: ["proxies", person, speaker.person],
    queryFn: ({ signal }) =>
      ask<{ actsFor: Proxy[]; proxies: Proxy[] }>(`${api}/proxies`, { query: { person }, signal }),
  });

export const handOversQuery = (limit = 20) => paged<HandOver>(["handovers"], `${api}/handovers`, { limit });

export const registersQuery = () =>
  queryOptions({
    queryKey: ["registers"],
    queryFn: ({ signal }) => ask<{ items: RegisterSummary[] }>(`${api}/registers`, { signal }),
  });

export const registerQuery = (id: string, at?: string) =>
  paged<RegisterRow>(["register", id, at ?? ""], `${api}/registers/${segment(id)}`, { at, limit: 50 });

/** The rows of a register that hold now, as many as one answer gives: with `next` where there are more. */
export const registerRowsQuery = (id: string) =>
  queryOptions({
    queryKey: ["register", id, "rows", speaker.person],
    queryFn: ({ signal }) =>
      ask<Page<RegisterRow>>(`${api}/registers/${segment(id)}`, { query: { limit: 200 }, signal }),
  });

export const noticesQuery = (limit = 20) =>
  paged<NoticeRecord>(["notices", limit], "/public/v1/notices", { limit });

export const draftsQuery = (procedure?: string, status: "open" | "discarded" = "open") =>
  queryOptions({
    queryKey: ["drafts", procedure ?? "", status, speaker.person],
    queryFn: ({ signal }) =>
      ask<Page<DraftSummary>>(`${api}/drafts`, { query: { procedure, status, limit: 200 }, signal }),
  });

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ["draft", id, speaker.person],
    queryFn: ({ signal }) => readDraft(id, signal),
  });

export const readDraft = (id: string, signal?: AbortSignal) =>
  ask<Draft>(`${api}/drafts/${segment(id)}`, { signal });

/** What a draft begins with; see the server's `POST drafts`. */
export type DraftFrom =
  | { live: true }
  | { version: string }
  | { nothing: { en: string; "zh-CN": string } }
  | { file: string }
  | { content: DraftContent; base: string | null };

export const beginDraft = (body: { from: DraftFrom; procedure?: string; title?: string; pack?: string }) =>
  ask<DraftSummary>(`${api}/drafts`, { method: "POST", body });

export const putDraft = (id: string, revision: number, content: DraftContent) =>
  ask<DraftSummary>(`${api}/drafts/${segment(id)}`, { method: "PUT", revision, body: { content } });

export const renameDraft = (id: string, title: string) =>
  ask<DraftSummary>(`${api}/drafts/${segment(id)}`, { method: "PATCH", body: { title } });

export const discardDraft = (id: string, revision: number) =>
  ask<void>(`${api}/drafts/${segment(id)}`, { method: "DELETE", revision });

/** Brings back what was discarded. */
export const restoreDraft = (id: string) =>
  ask<DraftSummary>(`${api}/drafts/${segment(id)}/restoration`, { method: "POST" });

export const publishDraft = (
  id: string,
  revision: number,
  body: { note: string; version?: string; base?: string },
) =>
  ask<{ digest: string; version: string }>(`${api}/drafts/${segment(id)}/publication`, {
    method: "POST",
    revision,
    body,
  });

export const versionsQuery = (procedure: string) =>
  queryOptions({
    queryKey: ["versions", procedure, speaker.person],
    queryFn: ({ signal }) =>
      ask<Page<ProcedureVersion>>(`${api}/procedures/${segment(procedure)}/versions`, { signal }),
  });

/** A procedure as it is in a deployed pack: the same for ever. */
export const versionQuery = (procedure: string, digest: string) =>
  queryOptions({
    queryKey: ["version", procedure, digest],
    queryFn: ({ signal }) =>
      ask<{ digest: string; version: string } & Omit<DraftContent, "text">>(
        `${api}/procedures/${segment(procedure)}/versions/${segment(digest)}`,
        { signal },
      ),
    staleTime: Infinity,
  });
