import { useState } from "react";
import { Button, Input, Modal } from "antd";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { renameDraft } from "../../api/queries.ts";
import type { DraftSummary } from "../../api/types.ts";
import { useWords } from "../../words/i18n.ts";
import { useFaults } from "./useFaults.ts";
import { filled, publishWords as words } from "./words.ts";

/** Calls a draft by another name, so that several of one procedure are told apart. */
export function RenameDraft({ draft }: { draft: DraftSummary }) {
  const { t, say } = useWords();
  const client = useQueryClient();
  const tell = useFaults();
  const [title, setTitle] = useState<string | null>(null);
  const rename = useMutation({
    mutationFn: (to: string) => renameDraft(draft.id, to),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["drafts"] });
      setTitle(null);
    },
    onError: tell,
  });
  const given = title?.trim() ?? "";
  const label = filled(say(words.renameNamed), { title: draft.title });
  return (
    <>
      <Button size="small" type="text" aria-label={label} onClick={() => setTitle(draft.title)}>
        {say(words.rename)}
      </Button>
      <Modal
        open={title !== null}
        title={label}
        okText={say(words.rename)}
        cancelText={t("action.cancel")}
        okButtonProps={{ disabled: given === "", loading: rename.isPending }}
        onOk={() => rename.mutate(given)}
        onCancel={() => setTitle(null)}
      >
        <p className="dialog-field">
          <label htmlFor={`rename-${draft.id}`}>{say(words.draftName)}</label>
          <Input
            id={`rename-${draft.id}`}
            maxLength={200}
            value={title ?? ""}
            onChange={(event) => setTitle(event.target.value)}
            onPressEnter={() => given !== "" && rename.mutate(given)}
          />
        </p>
      </Modal>
    </>
  );
}
