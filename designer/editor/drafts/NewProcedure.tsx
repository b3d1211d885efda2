import { useState } from "react";
import { Button, Input, Modal, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { proceduresQuery } from "../../api/queries.ts";
import { useWords } from "../../words/i18n.ts";
import { useBegin } from "./useBegin.ts";

/** Begins a procedure that is not there yet: its titles, its id, and the pack that it is to belong to. */
export function NewProcedure() {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState({ en: "", "zh-CN": "", id: "", pack: "" });
  const { data } = useQuery(proceduresQuery());
  const begin = useBegin();
  const packs = [...new Set((data?.items ?? []).map(({ packId }) => packId))];
  const id = given.id || suggested(given.en);
  const isId = /^[a-z][a-z0-9-]{0,99}$/.test(id);
  const isTaken = (data?.items ?? []).some(({ procedure }) => procedure === id);
  const titles = {
    en: given.en.trim() || given["zh-CN"].trim(),
    "zh-CN": given["zh-CN"].trim() || given.en.trim(),
  };
  const pack = given.pack || packs[0];
  const field = (key: "en" | "zh-CN" | "id", label: string, hint?: string) => (
    <p className="dialog-field">
      <label htmlFor={`new-${key}`}>{label}</label>
      <Input
        id={`new-${key}`}
        maxLength={key === "id" ? 100 : 200}
        value={key === "id" ? id : given[key]}
        {...(hint === undefined ? {} : { "aria-describedby": `new-${key}-hint` })}
        onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
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
        okText={t("drafts.begin")}
        cancelText={t("action.cancel")}
        okButtonProps={{ disabled: titles.en === "" || !isId || isTaken, loading: begin.isPending }}
        onOk={() =>
          begin.mutate({
            procedure: id,
            title: titles[language],
            from: { nothing: titles },
            ...(pack === undefined ? {} : { pack }),
          })
        }
        onCancel={() => setOpen(false)}
      >
        {field("zh-CN", t("drafts.titleChinese"))}
        {field("en", t("drafts.titleEnglish"))}
        {field("id", t("drafts.id"), t(isTaken ? "drafts.idTaken" : "drafts.idHint"))}
        {packs.length > 1 ? (
          <p className="dialog-field">
            <label htmlFor="new-pack">{t("drafts.pack")}</label>
            <Select
              id="new-pack"
              style={{ width: "100%" }}
              value={pack}
              options={packs.map((value) => ({ value, label: value }))}
              onChange={(value: string) => setGiven({ ...given, pack: value })}
            />
          </p>
        ) : null}
      </Modal>
    </>
  );
}

/** An id from an English title. */
const suggested = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);
