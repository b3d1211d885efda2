import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { beginDraft } from "../../api/queries.ts";
import { useFaults } from "./useFaults.ts";

/** Where a draft is edited. */
export const draftPath = (procedure: string, draft: string): string =>
  `/designer/${encodeURIComponent(procedure)}/${encodeURIComponent(draft)}`;
export const versionsPath = (procedure: string): string =>
  `/designer/${encodeURIComponent(procedure)}/versions`;

/** Begins a draft and goes there. */
export function useBegin() {
  const client = useQueryClient();
  const [, go] = useLocation();
  const tell = useFaults();
  return useMutation({
    mutationFn: beginDraft,
    onSuccess: ({ procedure, id }) => {
      void client.invalidateQueries({ queryKey: ["drafts"] });
      go(draftPath(procedure, id));
    },
    onError: tell,
  });
}
