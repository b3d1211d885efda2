import "../app/choose.css";
import { useState } from "react";
import { DatePicker } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { registerQuery, registersQuery } from "../api/queries.ts";
import type { RegisterSummary } from "../api/types.ts";
import { PageHead } from "../app/PageHead.tsx";
import { Fault, More, Nothing, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";
import { Place, useDates } from "../words/place.tsx";
import { RegisterRows } from "./RegisterRows.tsx";

/** The registers that are kept, and the rows of one of them that hold, now or on a past day. */
export default function RegistersPage({ id }: { id: string | undefined }) {
  const { t, say } = useWords();
  const registers = useQuery(registersQuery());
  const items = registers.data?.items ?? [];
  const chosen = items.find((one) => one.register === id) ?? (id === undefined ? items[0] : undefined);
  return (
    <div className="page">
      <PageHead title={t("place.registers")} sub={t("registers.sub")} />
      {registers.isPending ? <Waiting /> : null}
      {registers.error ? <Fault error={registers.error} retry={() => void registers.refetch()} /> : null}
      {registers.isSuccess && items.length === 0 ? <Nothing title={t("registers.none")} /> : null}
      {id !== undefined && registers.isSuccess && !chosen ? (
        <Nothing title={t("registers.unknown", { id })} />
      ) : null}
      <nav className="choose" aria-label={t("place.registers")}>
        {items.map((one) => (
          <Link
            key={one.register}
            href={`/registers/${encodeURIComponent(one.register)}`}
            aria-current={one === chosen ? "page" : undefined}
          >
            {say(one.title)}
          </Link>
        ))}
      </nav>
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
  const rows = useInfiniteQuery(
    registerQuery(register.register, day === null ? undefined : dates.lastOf(day)),
  );
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
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
      {rows.isPending ? <Waiting /> : null}
      {rows.error ? <Fault error={rows.error} retry={() => void rows.refetch()} /> : null}
      {rows.isSuccess && items.length === 0 ? (
        <Nothing title={t("registers.empty")} hint={day === null ? t("registers.emptyHint") : undefined} />
      ) : null}
      {items.length > 0 ? <RegisterRows rows={items} schema={register.row} /> : null}
      <More
        shown={items.length}
        more={rows.hasNextPage}
        loading={rows.isFetchingNextPage}
        load={() => void rows.fetchNextPage()}
      />
    </section>
  );
}
