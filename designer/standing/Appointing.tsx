import { useState } from "react";
import { Alert, App, Button, DatePicker, Select } from "antd";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CivilDate } from "../../engine/model/types.ts";
import { ask, ServerProblem } from "../api/client.ts";
import { peopleQuery, proceduresQuery } from "../api/queries.ts";
import type { Proxy } from "../api/types.ts";
import { Field } from "../app/Field.tsx";
import { Section } from "../app/PageHead.tsx";
import { useAllRoles } from "../app/roles.ts";
import { useSession } from "../app/session.tsx";
import { PersonChoice } from "../people/PersonChoice.tsx";
import { useWords } from "../words/i18n.ts";
import { useDates } from "../words/place.tsx";

interface Said {
  of?: string;
  proxy?: string;
  first?: CivilDate;
  last?: CivilDate;
  procedures: string[];
  roles: string[];
}

/** Makes somebody one's proxy for some days; administrators, another's. Nothing chosen of procedures or roles means all of them. */
export function Appointing({ close }: { close(): void }) {
  const { t, say } = useWords();
  const { person } = useSession();
  const { message } = App.useApp();
  const dates = useDates();
  const client = useQueryClient();
  const administers = person.roles.includes("administrator");
  const [said, setSaid] = useState<Said>({ of: person.id, procedures: [], roles: [] });
  const set = (part: Partial<Said>): void => setSaid((old) => ({ ...old, ...part }));
  const procedures = useQuery(proceduresQuery());
  const { of, proxy, first, last } = said;
  const ordered = first === undefined || last === undefined || first <= last;
  const ready =
    of !== undefined && proxy !== undefined && first !== undefined && last !== undefined && ordered;
  const appoint = useMutation({
    mutationFn: () =>
      ask<Proxy>("/api/v1/proxies", {
        method: "POST",
        body: {
          of,
          proxy,
          from: dates.startOf(first!),
          to: dates.endOf(last!),
          ...(said.procedures.length === 0 ? {} : { procedures: said.procedures }),
          ...(said.roles.length === 0 ? {} : { roles: said.roles }),
        },
      }),
    onSuccess: () => {
      void message.success(t("standing.done"));
      close();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["proxies"] }),
  });
  const problem = appoint.error instanceof ServerProblem ? say(appoint.error.problem.message) : null;
  return (
    <Section title={t("standing.appoint")}>
      {/* Enter takes a day or a person; what is entered is sent by its button alone. */}
      <form
        className="fields"
        aria-label={t("standing.appoint")}
        onSubmit={(event) => event.preventDefault()}
      >
        {appoint.error ? (
          <Alert type="error" showIcon role="alert" title={problem ?? t("state.fault")} />
        ) : null}
        {administers ? (
          <Field id="proxy-of" label={t("standing.forWhom")}>
            <PersonChoice
              id="proxy-of"
              value={of}
              choose={(next) => set({ of: next, roles: [] })}
              {...(proxy === undefined ? {} : { without: [proxy] })}
            />
          </Field>
        ) : null}
        <Field id="proxy-who" label={t("standing.proxy")}>
          <PersonChoice
            id="proxy-who"
            value={proxy}
            choose={(next) => set({ proxy: next })}
            {...(of === undefined ? {} : { without: [of] })}
          />
        </Field>
        <div className="field-pair">
          <Field id="proxy-from" label={t("standing.from")}>
            <DatePicker
              id="proxy-from"
              placeholder={t("standing.day")}
              onChange={(_, text) => set({ first: text === "" || text === null ? undefined : String(text) })}
            />
          </Field>
          <Field id="proxy-to" label={t("standing.to")}>
            <DatePicker
              id="proxy-to"
              placeholder={t("standing.day")}
              status={ordered ? undefined : "error"}
              onChange={(_, text) => set({ last: text === "" || text === null ? undefined : String(text) })}
            />
          </Field>
        </div>
        {ordered ? null : <p role="alert">{t("standing.order")}</p>}
        <Field id="proxy-procedures" label={t("standing.inProcedures")} hint={t("standing.inProceduresHint")}>
          <Select
            id="proxy-procedures"
            mode="multiple"
            value={said.procedures}
            placeholder={t("standing.allProcedures")}
            onChange={(next: string[]) => set({ procedures: next })}
            optionFilterProp="label"
            options={(procedures.data?.items ?? []).map((one) => ({
              value: one.procedure,
              label: say(one.title),
            }))}
          />
        </Field>
        {of === undefined ? null : <Roles of={of} value={said.roles} choose={(roles) => set({ roles })} />}
        <div className="field-buttons">
          <Button
            type="primary"
            disabled={!ready}
            loading={appoint.isPending}
            onClick={() => appoint.mutate()}
          >
            {t("standing.appoint")}
          </Button>
          <Button onClick={close}>{t("action.cancel")}</Button>
        </div>
      </form>
    </Section>
  );
}

/** In which of a person's roles. The role of administrators passes to a proxy only where it is named. */
function Roles({ of, value, choose }: { of: string; value: string[]; choose(roles: string[]): void }) {
  const { t, say } = useWords();
  const titles = useAllRoles();
  const found = useQuery(peopleQuery(of, 500)).data?.items.find((one) => one.id === of);
  if ((found?.roles.length ?? 0) < 2) return null;
  return (
    <Field id="proxy-roles" label={t("standing.inWhichRoles")}>
      <Select
        id="proxy-roles"
        mode="multiple"
        value={value}
        placeholder={t("standing.allRoles")}
        onChange={choose}
        optionFilterProp="label"
        options={(found?.roles ?? []).map((role) => ({ value: role, label: say(titles[role], role) }))}
      />
    </Field>
  );
}
