import { useDeferredValue, useState } from "react";
import { App, Button, Input } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { ask, ServerProblem } from "../api/client.ts";
import { refresh } from "../api/live.ts";
import { inboxQuery } from "../api/queries.ts";
import type { InboxTask } from "../api/types.ts";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { ProcedureChoice, useChosen } from "../list/ProcedureChoice.tsx";
import { usePages } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { TaskTable } from "./TaskTable.tsx";

/** What waits for the person who acts, the soonest due first; of one procedure, or found by words. Several can be taken at once. */
export function ToDo() {
  const { t } = useWords();
  const [params, choose] = useChosen();
  const procedure = params.get("procedure") ?? undefined;
  const [search, setSearch] = useState("");
  const sought = useDeferredValue(search.trim());
  const inbox = usePages(inboxQuery(20, { procedure, search: sought === "" ? undefined : sought }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const taking = inbox.items.filter((task) => chosen.has(task.id) && task.claimedBy === null);
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
        <ProcedureChoice value={procedure} choose={(value) => choose("procedure", value)} />
        {taking.length > 0 ? <TakeAll tasks={taking} done={() => setChosen(new Set())} /> : null}
      </div>
      <List
        of={inbox}
        empty={
          sought !== "" || procedure !== undefined ? (
            <Nothing title={t("desk.notFound")} hint={t("desk.notFoundHint")} />
          ) : (
            <Nothing title={t("inbox.empty")} hint={t("inbox.emptyHint")} />
          )
        }
        much={{ from: 100, words: t("inbox.much") }}
      >
        {(tasks) => <TaskTable tasks={tasks} claiming chosen={chosen} choose={setChosen} />}
      </List>
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
