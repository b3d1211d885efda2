import { useRef, useState } from "react";
import { Button, Input, Modal, Select } from "antd";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { proceduresQuery, versionQuery } from "../../api/queries.ts";
import type { DraftFrom } from "../../api/queries.ts";
import { useWords } from "../../words/i18n.ts";
import { copied } from "./copied.ts";
import { useBegin } from "./useBegin.ts";
import { useFaults } from "./useFaults.ts";
import { filled, publishWords as words } from "./words.ts";

/** Begins a procedure that is not there yet: its titles, its id, what it begins with, and the pack that it is to belong to. */
export function NewProcedure() {
  const { t, say, language } = useWords();
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState({ en: "", "zh-CN": "", id: "", pack: "", copy: "" });
  const { data } = useQuery(proceduresQuery());
  const client = useQueryClient();
  const tell = useFaults();
  const begin = useBegin();
  const packs = [...new Set((data?.items ?? []).map(({ packId }) => packId))];
  const taken = new Set((data?.items ?? []).map(({ procedure }) => procedure));
  const id = given.id || suggested(given.en, taken);
  const isId = /^[a-z][a-z0-9-]{0,99}$/.test(id);
  const isTaken = taken.has(id);
  const titles = {
    en: given.en.trim() || given["zh-CN"].trim(),
    "zh-CN": given["zh-CN"].trim() || given.en.trim(),
  };
  const original = data?.items.find(({ procedure }) => procedure === given.copy);
  const pack = original?.packId ?? (given.pack || packs[0]);
  const isReady = titles.en !== "" && isId && !isTaken;
  const make = useMutation({
    async mutationFn(): Promise<DraftFrom> {
      if (original === undefined) return { nothing: titles };
      const read = await client.fetchQuery(versionQuery(original.procedure, original.pack));
      return { content: copied(read, id, titles), base: null };
    },
    onSuccess: (from) =>
      begin.mutate({
        procedure: id,
        title: titles[language],
        from,
        ...(pack === undefined ? {} : { pack }),
      }),
    onError: tell,
  });
  const form = useRef<HTMLDivElement>(null);
  const other = language === "en" ? "zh-CN" : "en";
  const titleWords = { en: t("drafts.titleEnglish"), "zh-CN": t("drafts.titleChinese") };
  const field = (key: "en" | "zh-CN" | "id", label: string, hint?: string) => (
    <p className="dialog-field">
      <label htmlFor={`new-${key}`}>{label}</label>
      <Input
        id={`new-${key}`}
        maxLength={key === "id" ? 100 : 200}
        value={key === "id" ? id : given[key]}
        {...(hint === undefined ? {} : { "aria-describedby": `new-${key}-hint` })}
        onChange={({ target: { value } }) => setGiven((before) => ({ ...before, [key]: value }))}
        onPressEnter={() => isReady && make.mutate()}
      />
      {hint === undefined ? null : (
        <span className="quiet" id={`new-${key}-hint`}>
          {hint}
        </span>
      )}
    </p>
  );
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("drafts.newProcedure")}
      </Button>
      <Modal
        open={open}
        title={t("drafts.newProcedure")}
        afterOpenChange={(isOpen) => isOpen && form.current?.querySelector("input")?.focus()}
        okText={t("drafts.begin")}
        cancelText={t("action.cancel")}
        okButtonProps={{ disabled: !isReady, loading: begin.isPending || make.isPending }}
        onOk={() => make.mutate()}
        onCancel={() => setOpen(false)}
      >
        <div ref={form}>
          {field(language, titleWords[language])}
          {field(other, titleWords[other])}
          {field("id", t("drafts.id"), t(isTaken ? "drafts.idTaken" : "drafts.idHint"))}
          <div className="dialog-field">
            <label htmlFor="new-copy">{say(words.beginWith)}</label>
            <Select
              id="new-copy"
              showSearch={{ optionFilterProp: "label" }}
              style={{ width: "100%" }}
              value={given.copy}
              options={[
                { value: "", label: say(words.ofNothing) },
                ...(data?.items ?? []).map(({ procedure, title }) => ({
                  value: procedure,
                  label: filled(say(words.copyOf), { title: say(title, procedure) }),
                })),
              ]}
              onChange={(copy: string) => setGiven((before) => ({ ...before, copy }))}
            />
            {original === undefined ? null : <span className="quiet">{say(words.copyHint)}</span>}
          </div>
          {packs.length > 1 && original === undefined ? (
            <div className="dialog-field">
              <label htmlFor="new-pack">{t("drafts.pack")}</label>
              <Select
                id="new-pack"
                style={{ width: "100%" }}
                value={pack}
                options={packs.map((value) => ({ value, label: value }))}
                onChange={(value: string) => setGiven((before) => ({ ...before, pack: value }))}
              />
            </div>
          ) : null}
        </div>
      </Modal>
    </>
  );
}

/** An id from an English title; without one, any that is free. */
function suggested(title: string, taken: ReadonlySet<string>): string {
  const id = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);
  if (id !== "") return id;
  let n = 1;
  while (taken.has(`procedure-${n}`)) n += 1;
  return `procedure-${n}`;
}
