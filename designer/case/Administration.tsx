import { useState } from "react";
import { App, Button, Input, Modal } from "antd";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ask, ServerProblem } from "../api/client.ts";
import { refresh } from "../api/live.ts";
import type { Accepted, CaseView } from "../api/types.ts";
import { useSession } from "../app/session.tsx";
import { useWords } from "../words/i18n.ts";

/** Lets a case stand still, or go on. Only administrators see it. */
export function Administration({ view }: { view: CaseView }) {
  const { t, say } = useWords();
  const { person } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const act = useMutation({
    mutationFn: (verb: "suspend" | "resume") =>
      ask<Accepted>(`/api/v1/cases/${encodeURIComponent(view.case.id)}/${verb}`, {
        method: "POST",
        body: verb === "suspend" ? { reason } : undefined,
        revision: view.case.revision,
      }),
    onSuccess: () => setAsking(false),
    onError: (error) =>
      void message.error(error instanceof ServerProblem ? say(error.problem.message) : t("state.fault")),
    onSettled: () => refresh(client, [{ case: view.case.id }]),
  });
  if (!person.roles.includes("administrator")) return null;
  // What another case has taken along goes on with that one.
  if (view.suspension?.parent !== undefined) return null;
  if (view.case.status === "suspended")
    return (
      <Button loading={act.isPending} onClick={() => act.mutate("resume")}>
        {t("admin.resume")}
      </Button>
    );
  if (view.case.status !== "active") return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("admin.suspend")}</Button>
      <Modal
        open={asking}
        title={t("admin.suspend")}
        okText={t("admin.suspend")}
        cancelText={t("action.cancel")}
        okButtonProps={{ disabled: reason.trim() === "", loading: act.isPending }}
        onOk={() => act.mutate("suspend")}
        onCancel={() => setAsking(false)}
      >
        {view.case.children.length > 0 ? <p className="quiet">{t("admin.suspendBelow")}</p> : null}
        <label htmlFor="suspend-reason">{t("admin.reason")}</label>
        <Input.TextArea
          id="suspend-reason"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
