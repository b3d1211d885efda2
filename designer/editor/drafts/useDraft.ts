import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { JsonObject, Procedure } from "../../../engine/model/types.ts";
import { ServerProblem } from "../../api/client.ts";
import { beginDraft, putDraft, readDraft } from "../../api/queries.ts";
import type { Draft } from "../../api/types.ts";
import type { DraftContent, EditorDocument } from "../document/types.ts";
import { Saver, type SaverView, type SaveState } from "./saver.ts";

export interface DraftInHand {
  /** As it was read; null until then. */
  draft: Draft | null;
  /** Counts how often it was read: only then is there something else to be shown than what is in the page. */
  turn: number;
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

/**
 * A draft that is read once, and saved by itself while it is edited. Nothing that was typed is overwritten or lost in silence: what
 * the page has is never replaced by what the server has unless somebody says so.
 */
export function useDraft(id: string): DraftInHand {
  const client = useQueryClient();
  const [kept, setKept] = useState<Kept | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let gone = false;
    client
      // Asked once and watched by nobody: what is made stale elsewhere has no part in it.
      .fetchQuery({
        queryKey: ["draft in hand", id, asked],
        queryFn: async ({ signal }) => {
          // What was last typed here may still be on its way.
          await leaving.get(id);
          return readDraft(id, signal);
        },
        gcTime: 0,
        staleTime: 0,
        retry: (count, problem) => count < 2 && judge(problem) === "offline",
      })
      .then(
        (read) => {
          if (gone) return;
          setFault(null);
          setKept(keptOf(read));
        },
        (problem: unknown) => gone || setFault(problem),
      );
    return () => {
      gone = true;
    };
  }, [client, id, asked]);
  const draft = kept?.draft ?? null;
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

  const mine = (): DraftContent | null => kept?.latest ?? draft?.content ?? null;
  return {
    draft,
    turn: kept?.turn ?? 0,
    state: draft === null ? "loading" : view.state,
    revision: view.revision,
    fault: draft === null ? fault : view.fault,
    change: (content) => kept?.change(content),
    save: async () => saver?.flush(),
    mine,
    common: () => kept?.common ?? null,
    theirs: () => readDraft(id),
    take: (read) => setKept(keptOf(read)),
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
        from: { content, base: draft.base },
      });
      saver?.resume(view.revision);
      return made.id;
    },
    retry: () => setAsked((old) => old + 1),
  };
}

/** Saves that were begun when a draft was left, by draft. */
const leaving = new Map<string, Promise<void>>();

const loading: SaverView = { state: "saved", revision: 0, fault: null };

/** A draft at work: what saves it, what was typed last, and what both sides had when they last agreed. */
interface Kept {
  draft: Draft;
  turn: number;
  saver: Saver<DraftContent>;
  latest: DraftContent | null;
  common: DraftContent;
  change(content: DraftContent): void;
  subscribe(listener: () => void): () => void;
}

let turns = 0;
function keptOf(draft: Draft): Kept {
  const { id, revision, content: first } = draft;
  const listeners = new Set<() => void>();
  const kept: Kept = {
    draft,
    turn: (turns += 1),
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
        const next = await putDraft(id, over, content);
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

export function documentOf({ definition, layout, scenarios }: DraftContent): EditorDocument {
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
