import "../app/choose.css";
import { useState } from "react";
import { DatePicker } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { registerQuery, registersQuery } from "../api/queries.ts";
import type { RegisterSummary } from "../api/types.ts";
import { PageHead } from "../app/PageHead.tsx";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { usePages, whole } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { Place, useDates } from "../words/place.tsx";
import { RegisterRows } from "./RegisterRows.tsx";

/** The registers that are kept, and the rows of one of them that hold, now or on a past day. */
export default function RegistersPage({ id }: { id: string | undefined }) {
  const { t, say } = useWords();
  const registers = whole(useQuery(registersQuery()));
  const { items } = registers;
  const chosen = items.find((one) => one.register === id) ?? (id === undefined ? items[0] : undefined);
  return (
    <div className="page">
      <PageHead title={t("place.registers")} sub={t("registers.sub")} />
      <List of={registers} empty={<Nothing title={t("registers.none")} />}>
        {(shown) => (
          <nav className="choose" aria-label={t("place.registers")}>
            {shown.map((one) => (
              <Link
                key={one.register}
                href={`/registers/${encodeURIComponent(one.register)}`}
                aria-current={one === chosen ? "page" : undefined}
              >
                {say(one.title)}
              </Link>
            ))}
          </nav>
        )}
      </List>
      {id !== undefined && registers.isSuccess && !chosen ? (
        <Nothing title={t("registers.unknown", { id })} />
      ) : null}
      {chosen ? (
        <Place timeZone={chosen.timeZone}>
          <Register key={chosen.register} register={chosen} />
        </Place>
      ) : null}
    </div>
  );
}

function Register({ register }: { register: RegisterSummary }) {
  const { t, say } = useWords();
  const dates = useDates();
  const [day, setDay] = useState<string | null>(null);
  // A day means its end: what held at 24:00.
  const rows = usePages(registerQuery(register.register, day === null ? undefined : dates.lastOf(day)));
  return (
    <section aria-label={say(register.title)}>
      <div className="filters">
        <label htmlFor="register-day">{t("registers.day")}</label>
        <DatePicker
          id="register-day"
          allowClear
          placeholder={t("registers.now")}
          onChange={(_, text) => setDay(typeof text === "string" && text !== "" ? text : null)}
        />
      </div>
      <List
        of={rows}
        empty={
          <Nothing title={t("registers.empty")} hint={day === null ? t("registers.emptyHint") : undefined} />
        }
      >
        {(items) => <RegisterRows rows={items} schema={register.row} />}
      </List>
    </section>
  );
}
