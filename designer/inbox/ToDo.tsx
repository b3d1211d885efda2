import { useDeferredValue, useState } from "react";
import { App, Button, Input, Select } from "antd";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "wouter";
import { ask, ServerProblem } from "../api/client.ts";
import { refresh } from "../api/live.ts";
import { inboxQuery, proceduresQuery } from "../api/queries.ts";
import type { InboxTask } from "../api/types.ts";
import { Fault, More, Nothing, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";
import { TaskTable } from "./TaskTable.tsx";

/** What waits for the person who acts, the soonest due first; of one procedure, or found by words. Several can be taken at once. */
export function ToDo() {
  const { t, say } = useWords();
  const [params, setParams] = useSearchParams();
  const procedure = params.get("procedure") ?? undefined;
  const [search, setSearch] = useState("");
  const sought = useDeferredValue(search.trim());
  const procedures = useQuery(proceduresQuery());
  const inbox = useInfiniteQuery(inboxQuery(20, { procedure, search: sought === "" ? undefined : sought }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const tasks = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const taking = tasks.filter((task) => chosen.has(task.id) && task.claimedBy === null);
  const choose = (value?: string): void =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (value === undefined) next.delete("procedure");
      else next.set("procedure", value);
      return next;
    });
  return (
    <>
      <div className="filters" role="search">
        <Input
          type="search"
          allowClear
          maxLength={100}
          aria-label={t("desk.search")}
          placeholder={t("desk.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          style={{ width: 260 }}
        />
        <Select
          aria-label={t("cases.byProcedure")}
          allowClear
          placeholder={t("cases.allProcedures")}
          value={procedure}
          onChange={choose}
          options={(procedures.data?.items ?? []).map((one) => ({
            value: one.procedure,
            label: say(one.title),
          }))}
          popupMatchSelectWidth={false}
          style={{ minWidth: 220 }}
        />
        {taking.length > 0 ? <TakeAll tasks={taking} done={() => setChosen(new Set())} /> : null}
      </div>
      {inbox.isPending ? <Waiting /> : null}
      {inbox.error ? <Fault error={inbox.error} retry={() => void inbox.refetch()} /> : null}
      {inbox.isSuccess && tasks.length === 0 ? (
        sought !== "" || procedure !== undefined ? (
          <Nothing title={t("desk.notFound")} hint={t("desk.notFoundHint")} />
        ) : (
          <Nothing title={t("inbox.empty")} hint={t("inbox.emptyHint")} />
        )
      ) : null}
      {tasks.length > 0 ? <TaskTable tasks={tasks} claiming chosen={chosen} choose={setChosen} /> : null}
      {tasks.length >= 100 ? <p className="much">{t("inbox.much")}</p> : null}
      <More
        shown={tasks.length}
        more={inbox.hasNextPage}
        loading={inbox.isFetchingNextPage}
        load={() => void inbox.fetchNextPage()}
      />
    </>
  );
}

/** Takes several tasks for oneself. What somebody else has taken meanwhile is told, and the others are taken all the same. */
function TakeAll({ tasks, done }: { tasks: InboxTask[]; done(): void }) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const take = async (): Promise<void> => {
    setBusy(true);
    let taken = 0;
    for (const task of tasks) {
      try {
        await ask(`/api/v1/tasks/${encodeURIComponent(task.id)}/claim`, { method: "POST", body: {} });
        taken += 1;
      } catch (error) {
        const why = error instanceof ServerProblem ? say(error.problem.message) : t("state.fault");
        void message.error(`${say(task.title)}: ${why}`);
      }
    }
    if (taken > 0) void message.success(t("desk.taken", { count: taken }));
    refresh(client, tasks);
    setBusy(false);
    done();
  };
  return (
    <Button loading={busy} onClick={() => void take()}>
      {t("desk.takeAll", { count: tasks.length })}
    </Button>
  );
}
