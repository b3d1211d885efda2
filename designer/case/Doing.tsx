import { lazy, Suspense, useMemo, useState } from "react";
import { Alert, App, Button } from "antd";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Offer } from "../../engine/machine/types.ts";
import { procedureChart } from "../../engine/model/procedure-chart.ts";
import { payloadAt } from "../../engine/model/returns.ts";
import { payloadSchema } from "../../engine/model/schema.ts";
import type { JsonObject, Procedure } from "../../engine/model/types.ts";
import { ask, newKey, ServerProblem } from "../api/client.ts";
import { refresh } from "../api/live.ts";
import { choicesQuery } from "../api/queries.ts";
import type { Accepted, CaseView } from "../api/types.ts";
import { Waiting } from "../app/states.tsx";
import { useOffered } from "../form/useOffered.ts";
import { useStandingIn } from "../app/StandingIn.tsx";
import { useWords } from "../words/i18n.ts";

const SchemaForm = lazy(() => import("../form/SchemaForm.tsx"));

/** The form of one action, or the question whether it is meant. The same attempt has the same key, so that it counts once. */
export function Doing({
  offer,
  view,
  procedure,
  close,
}: {
  offer: Offer;
  view: CaseView;
  procedure: Procedure;
  close(): void;
}) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const standingIn = useStandingIn();
  const [value, setValue] = useState<JsonObject>({});
  const [key, setKey] = useState(newKey);
  const whole = useMemo(
    () =>
      procedure.events[offer.event]
        ? payloadAt(
            payloadSchema(procedure, offer.event, null),
            procedureChart(procedure),
            offer.event,
            (path) => view.active.includes(path),
          )
        : (offer.payload ?? {}),
    [procedure, offer, view.active],
  );
  const offered = choicesQuery(
    { case: view.case.id, event: offer.event, revision: view.case.revision },
    standingIn,
  );
  const schema = useOffered(whole, offered);
  const asks = Object.keys((whole.properties ?? {}) as JsonObject).length > 0;
  const isCast = Object.values(procedure.ballots ?? {}).some(
    (ballot) => ballot.cast === offer.event || ballot.recusal === offer.event,
  );
  const send = useMutation({
    mutationFn: (payload: JsonObject) =>
      ask<Accepted>(`/api/v1/cases/${encodeURIComponent(view.case.id)}/events`, {
        method: "POST",
        standingIn,
        body: { type: offer.event, ...(asks ? { payload } : {}) },
        key,
        // Many vote at once; everything else is refused where somebody has acted since the case was read.
        revision: isCast ? undefined : view.case.revision,
      }),
    onSuccess: () => {
      void message.success(t("action.done", { action: say(offer.title) }));
      close();
    },
    onError: (error) => {
      // What did not arrive may be repeated under its key; what was refused is a new command next time.
      if (!(error instanceof ServerProblem) || error.problem.status === 0 || error.problem.status >= 500)
        return;
      setKey(newKey());
    },
    onSettled: () => refresh(client, [{ case: view.case.id }]),
  });
  const problem = send.error instanceof ServerProblem ? send.error.problem : null;
  const id = `act-${offer.event}`;
  const buttons = (
    <div className="form-buttons">
      <Button
        type="primary"
        htmlType={asks ? "submit" : "button"}
        loading={send.isPending}
        onClick={asks ? undefined : () => send.mutate({})}
        autoFocus={!asks}
      >
        {t("action.confirm", { action: say(offer.title) })}
      </Button>
      <Button onClick={close} disabled={send.isPending}>
        {t("action.cancel")}
      </Button>
    </div>
  );
  return (
    <div
      className="doing"
      role="group"
      aria-label={say(offer.title)}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <p className="doing-title">{say(offer.title)}</p>
      {problem ? <Alert type="error" showIcon title={say(problem.message)} role="alert" /> : null}
      {send.error && !problem ? <Alert type="error" showIcon title={t("state.fault")} role="alert" /> : null}
      {!asks ? (
        <>
          <p>{t("action.sure")}</p>
          {buttons}
        </>
      ) : schema === null ? (
        <Waiting rows={2} />
      ) : (
        <Suspense fallback={<Waiting rows={2} />}>
          <SchemaForm
            id={id}
            schema={schema}
            value={value}
            onChange={setValue}
            onSubmit={(payload) => send.mutate(payload)}
            refused={
              problem?.path === undefined
                ? null
                : { path: problem.path.replace(/^\/payload/, ""), words: say(problem.message) }
            }
            disabled={send.isPending}
          >
            {buttons}
          </SchemaForm>
        </Suspense>
      )}
    </div>
  );
}
