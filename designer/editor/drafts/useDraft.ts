import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { JsonObject, Procedure } from "../../../engine/model/types.ts";
import { ServerProblem } from "../../api/client.ts";
import { beginDraft, draftQuery, putDraft, readDraft } from "../../api/queries.ts";
import type { Draft } from "../../api/types.ts";
import type { DraftContent, EditorDocument } from "../document/types.ts";
import { Saver, type SaverView, type SaveState } from "./saver.ts";

export interface DraftInHand {
  /** As it was read; null until then. */
  draft: Draft | null;
  /** What is in it, as a document of the editor. The same one until another is to be loaded. */
  document: EditorDocument | null;
  /** What was typed and is no procedure yet. */
  text: string | undefined;
  state: SaveState | "loading";
  revision: number;
  /** Why it could not be read, or the last save did not succeed. */
  fault: unknown;
  /** Tells what there is now; it is saved a moment later. */
  change(content: DraftContent): void;
  /** Saves now what is not saved yet. */
  save(): Promise<void>;
  /** What there is in the page, saved or not. */
  mine(): DraftContent | null;
  /** What both this page and the server had when they last agreed. */
  common(): DraftContent | null;
  /** After a conflict: what somebody else has saved. */
  theirs(): Promise<Draft>;
  /** After a conflict: goes on with what they have; what was typed here is given up. */
  take(theirs: Draft): void;
  /** After a conflict: saves what was typed here over what they have, which has been looked at. */
  overwrite(theirs: Draft): void;
  /** After a conflict: keeps what was typed here as a draft of its own, and gives its id. */
  keepAsNew(title: string): Promise<string>;
  /** Reads it anew. */
  retry(): void;
}

/** A draft that is read, and saved by itself while it is edited. Nothing that was typed is overwritten or lost in silence. */
export function useDraft(id: string): DraftInHand {
  const client = useQueryClient();
  const query = useQuery({
    ...draftQuery(id),
    queryFn: async ({ signal }) => {
      // What was last typed here may still be on its way.
      await leaving.get(id);
      return readDraft(id, signal);
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const draft = query.data ?? null;
  const kept = useMemo(() => (draft === null ? null : keptOf(draft)), [draft]);
  const saver = kept?.saver ?? null;
  const view = useSyncExternalStore(
    useCallback((listener: () => void) => kept?.subscribe(listener) ?? (() => undefined), [kept]),
    () => saver?.state() ?? loading,
  );

  useEffect(() => {
    if (saver === null) return;
    const leave = (event: BeforeUnloadEvent): void => {
      if (saver.state().state !== "saved") event.preventDefault();
    };
    const back = (): void => void saver.flush();
    addEventListener("beforeunload", leave);
    addEventListener("online", back);
    return () => {
      removeEventListener("beforeunload", leave);
      removeEventListener("online", back);
      leaving.set(id, saver.flush());
      saver.stop();
    };
  }, [saver, id]);

  const document = useMemo(() => (draft === null ? null : documentOf(draft.content)), [draft]);
  const mine = (): DraftContent | null => kept?.latest ?? draft?.content ?? null;
  return {
    draft,
    document,
    text: draft?.content.text,
    state: draft === null ? "loading" : view.state,
    revision: view.revision,
    fault: query.error ?? view.fault,
    change: (content) => kept?.change(content),
    save: async () => saver?.flush(),
    mine,
    common: () => kept?.common ?? null,
    theirs: () => readDraft(id),
    take: (read) => void client.setQueryData(draftQuery(id).queryKey, read),
    overwrite(theirs) {
      const content = mine();
      if (content !== null) saver?.resume(theirs.revision, content);
    },
    async keepAsNew(title) {
      const content = mine();
      if (draft === null || content === null) throw new Error("There is no draft to keep");
      const made = await beginDraft({
        procedure: draft.procedure,
        title,
        from: { content: content as never, base: draft.base },
      });
      saver?.resume(view.revision);
      return made.id;
    },
    retry: () => void query.refetch(),
  };
}

/** Saves that were begun when a draft was left, by draft. */
const leaving = new Map<string, Promise<void>>();

const loading: SaverView = { state: "saved", revision: 0, fault: null };

/** A draft at work: what saves it, what was typed last, and what both sides had when they last agreed. */
interface Kept {
  saver: Saver<DraftContent>;
  latest: DraftContent | null;
  common: DraftContent;
  change(content: DraftContent): void;
  subscribe(listener: () => void): () => void;
}

function keptOf({ id, revision, content: first }: Draft): Kept {
  const listeners = new Set<() => void>();
  const kept: Kept = {
    latest: null,
    common: first,
    change(content) {
      kept.latest = content;
      kept.saver.change(content);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    saver: new Saver<DraftContent>({
      revision,
      async put(content, over) {
        const next = await putDraft(id, over, content as never);
        kept.common = content;
        return next.revision;
      },
      judge,
      later(call, after) {
        const timer = setTimeout(call, after);
        return () => clearTimeout(timer);
      },
      changed: () => listeners.forEach((listener) => listener()),
    }),
  };
  return kept;
}

/** What the server's answer means: nothing arrived or it may be tried again, somebody else was first, or it is not taken. */
export function judge(fault: unknown): "offline" | "conflict" | "refused" {
  if (!(fault instanceof ServerProblem)) return "offline";
  const { status } = fault.problem;
  if (status === 412) return "conflict";
  return status === 0 || status >= 500 ? "offline" : "refused";
}

export function documentOf({ definition, layout, scenarios }: Draft["content"]): EditorDocument {
  return { definition: definition as unknown as Procedure, layout, scenarios };
}

/** What is kept of a document, and of what is typed in its place. */
export function contentOfDocument(document: EditorDocument, text?: string): DraftContent {
  const { definition, layout, scenarios } = document;
  return {
    definition: definition as unknown as JsonObject,
    layout,
    scenarios,
    ...(text === undefined ? {} : { text }),
  };
}
