import { useRef, useState } from "react";
import { App, Button, Modal, Select } from "antd";
import { useWords } from "../../words/i18n.ts";
import { choiceIn } from "./file-choice.ts";
import { useBegin } from "./useBegin.ts";

/** Larger than any pack: what is chosen by mistake is not even read. */
const largest = 20_000_000;

/** Begins a draft of a file: of a procedure, or of one of a pack. The server says why it is none. */
export function ImportFile() {
  const { t } = useWords();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const begin = useBegin();
  const [pack, setPack] = useState<{ text: string; procedures: string[]; chosen: string } | null>(null);

  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > largest) {
      void message.error(t("drafts.fileTooLarge"));
      return;
    }
    const text = await file.text();
    const choice = choiceIn(text);
    if (choice.kind === "one") begin.mutate({ from: { file: text } });
    else setPack({ text, procedures: choice.procedures, chosen: choice.procedures[0] ?? "" });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        data-testid="import-file"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button loading={begin.isPending} onClick={() => input.current?.click()}>
        {t("drafts.import")}
      </Button>
      {pack === null ? null : (
        <Modal
          open
          title={t("drafts.whichProcedure")}
          okText={t("drafts.begin")}
          cancelText={t("action.cancel")}
          onOk={() => {
            begin.mutate({ procedure: pack.chosen, from: { file: pack.text } });
            setPack(null);
          }}
          onCancel={() => setPack(null)}
        >
          <label htmlFor="which-procedure">{t("drafts.procedure")}</label>
          <Select
            id="which-procedure"
            style={{ width: "100%" }}
            value={pack.chosen}
            options={pack.procedures.map((value) => ({ value, label: value }))}
            onChange={(chosen: string) => setPack({ ...pack, chosen })}
          />
        </Modal>
      )}
    </>
  );
}
