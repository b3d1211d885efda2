import { useState } from "react";
import { Alert, Button } from "antd";
import { useMutation } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { openingSchema } from "../../engine/model/schema.ts";
import type { JsonObject } from "../../engine/model/types.ts";
import { ask, newKey, ServerProblem } from "../api/client.ts";
import { choicesQuery } from "../api/queries.ts";
import type { Accepted, ProcedureDetail } from "../api/types.ts";
import { PageHead } from "../app/PageHead.tsx";
import { Fault, Waiting } from "../app/states.tsx";
import SchemaForm from "../form/SchemaForm.tsx";
import { useOffered } from "../form/useOffered.ts";
import { useWords } from "../words/i18n.ts";
import type { ProcedureWords } from "../words/procedure.ts";
import { useProcedure } from "../words/useProcedure.ts";

/** Opens a case of a procedure, with a form made from its data. */
export default function OpenPage({ id }: { id: string }) {
  const { detail, words, error, retry } = useProcedure(id);
  if (error && !detail) return <Fault error={error} retry={retry} />;
  if (!detail || !words) return <Waiting rows={8} />;
  return <Opening detail={detail} words={words} />;
}

function Opening({ detail, words }: { detail: ProcedureDetail; words: ProcedureWords }) {
  const { t, say } = useWords();
  const [, go] = useLocation();
  const { procedure } = detail;
  const [asked] = useState(() => openingSchema(procedure, null));
  const schema = useOffered(asked, choicesQuery({ procedure: procedure.id }));
  const [value, setValue] = useState<JsonObject>({});
  const [key, setKey] = useState(newKey);
  const open = useMutation({
    mutationFn: (data: JsonObject) =>
      ask<Accepted>("/api/v1/cases", { method: "POST", body: { procedure: procedure.id, data }, key }),
    onSuccess: ({ id }) => go(`/cases/${encodeURIComponent(id)}`),
    onError: (error) => {
      if (error instanceof ServerProblem && error.problem.status > 0 && error.problem.status < 500)
        setKey(newKey());
    },
  });
  const problem = open.error instanceof ServerProblem ? open.error.problem : null;
  const title = t("open.title", { procedure: say(procedure.title) });
  const first = words.chart.byPath.get("")?.initial;
  if (schema === null) return <Waiting rows={8} />;
  return (
    <div className="page narrow">
      <PageHead
        title={title}
        above={[
          { href: "/procedures", title: t("place.procedures") },
          { href: `/procedures/${encodeURIComponent(procedure.id)}`, title: say(procedure.title) },
        ]}
        sub={say(procedure.summary)}
      />
      {detail.opening.allowed ? null : (
        <Alert
          type="warning"
          showIcon
          title={t("open.notAllowed", { roles: words.roles(procedure.opening.by) })}
        />
      )}
      {problem ? <Alert type="error" showIcon title={say(problem.message)} role="alert" /> : null}
      {open.error && !problem ? <Alert type="error" showIcon title={t("state.fault")} role="alert" /> : null}
      <SchemaForm
        id="open"
        schema={schema}
        value={value}
        onChange={setValue}
        onSubmit={(data) => open.mutate(data)}
        refused={
          problem?.path === undefined
            ? null
            : { path: problem.path.replace(/^\/data/, ""), words: say(problem.message) }
        }
        disabled={open.isPending}
      >
        <div className="form-buttons">
          <Button
            type="primary"
            htmlType="submit"
            loading={open.isPending}
            disabled={!detail.opening.allowed}
          >
            {t("open.begin")}
          </Button>
          <Link href={`/procedures/${encodeURIComponent(procedure.id)}`} asChild>
            <Button href={`/procedures/${encodeURIComponent(procedure.id)}`}>{t("action.cancel")}</Button>
          </Link>
          {first === undefined ? null : (
            <span className="quiet">{t("open.first", { state: words.state(first) })}</span>
          )}
        </div>
      </SchemaForm>
    </div>
  );
}
