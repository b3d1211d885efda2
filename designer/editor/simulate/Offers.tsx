import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import type { Offer } from "../../../engine/machine/types.ts";
import { procedureChart } from "../../../engine/model/procedure-chart.ts";
import { payloadAt } from "../../../engine/model/returns.ts";
import { payloadSchema } from "../../../engine/model/schema.ts";
import type { Choice, JsonObject, Procedure, Refusal } from "../../../engine/model/types.ts";
import type { CaseView } from "../../../engine/runtime/types.ts";
import { Waiting } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import type { Scope } from "../../../engine/rules/index.ts";
import { useEditing } from "../context.tsx";
import { withOffered } from "../rules/offered.ts";
import { rulesOf } from "../rules/trial.ts";
import { simulateWords as words } from "./words.ts";

const SchemaForm = lazy(() => import("../../form/SchemaForm.tsx"));

/** What the forms of events offer in their fields. */
export interface OfferForms {
  /** Under which it is remembered: another one for each moment of a run. */
  key: readonly unknown[];
  choicesOf(event: string): Promise<Record<string, Choice[]>>;
  scope: Scope;
}

/** What a person may do in the case now, with its form; what they may not, with the reason, which may be tried all the same. */
export function Offers({
  view,
  procedure,
  forms,
  send,
}: {
  view: CaseView;
  procedure: Procedure;
  forms: OfferForms;
  send(event: string, payload: JsonObject): Promise<Refusal | null>;
}) {
  const { say } = useWords();
  const [open, setOpen] = useState<Offer | null>(null);
  const allowed = view.offers.filter((offer) => offer.allowed);
  const refused = view.offers.filter((offer) => !offer.allowed);
  if (open !== null)
    return <Sending offer={open} {...{ view, procedure, forms, send }} close={() => setOpen(null)} />;
  return (
    <>
      <h3>{say(words.may)}</h3>
      {allowed.length === 0 ? <p className="quiet">{say(words.nothing)}</p> : null}
      <ul className="running-offers">
        {allowed.map((offer) => (
          <li key={offer.event}>
            <Button block onClick={() => setOpen(offer)}>
              {say(offer.title)}
            </Button>
          </li>
        ))}
      </ul>
      {refused.length > 0 ? (
        <details>
          <summary>
            {say(words.mayNot)} · {refused.length}
          </summary>
          <ul className="running-refused">
            {refused.map((offer) => (
              <li key={offer.event}>
                <strong>{say(offer.title)}</strong>
                <span>{say(offer.refusal?.message)}</span>
                <Button size="small" type="text" onClick={() => setOpen(offer)}>
                  {say(words.sendAnyway)}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Sending({
  offer,
  view,
  procedure,
  forms,
  send,
  close,
}: {
  offer: Offer;
  view: CaseView;
  procedure: Procedure;
  forms: OfferForms;
  send(event: string, payload: JsonObject): Promise<Refusal | null>;
  close(): void;
}) {
  const { say } = useWords();
  const [value, setValue] = useState<JsonObject>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { around } = useEditing();
  const whole = useMemo(
    () =>
      payloadAt(payloadSchema(procedure, offer.event, null), procedureChart(procedure), offer.event, (path) =>
        view.active.includes(path),
      ),
    [procedure, offer.event, view.active],
  );
  const { data: known, isPending } = useQuery({
    queryKey: [...forms.key, "choices", offer.event],
    queryFn: () => forms.choicesOf(offer.event),
    gcTime: 0,
  });
  const rules = useMemo(() => rulesOf(procedure, around), [procedure, around]);
  // What is not allowed now offers nothing; it may be tried all the same, with what the page knows.
  const schema = useMemo(
    () => withOffered(whole, { definition: procedure, around, rules, scope: forms.scope }, known),
    [whole, procedure, around, rules, forms.scope, known],
  );
  const asks = Object.keys((schema["properties"] ?? {}) as JsonObject).length > 0;
  const go = (payload: JsonObject): void => void send(offer.event, payload).then(setRefusal);
  const buttons = (
    <div className="form-buttons">
      <Button type="primary" htmlType={asks ? "submit" : "button"} onClick={asks ? undefined : () => go({})}>
        {say(words.send)}
      </Button>
      <Button onClick={close}>{say(words.cancel)}</Button>
    </div>
  );
  return (
    <div role="group" aria-label={say(offer.title)}>
      <h3>{say(offer.title)}</h3>
      {refusal ? <Alert type="error" showIcon role="alert" title={say(refusal.message)} /> : null}
      {asks && isPending ? (
        <Waiting rows={2} />
      ) : asks ? (
        <Suspense fallback={<Waiting rows={2} />}>
          <SchemaForm
            id={`simulate-${offer.event}`}
            schema={schema}
            value={value}
            onChange={setValue}
            onSubmit={go}
            refused={refusal?.path === undefined ? null : { path: refusal.path, words: say(refusal.message) }}
          >
            {buttons}
          </SchemaForm>
        </Suspense>
      ) : (
        buttons
      )}
    </div>
  );
}
