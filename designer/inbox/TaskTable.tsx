import "./tasks.css";
import { App, Button, Checkbox } from "antd";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ask, ServerProblem } from "../api/client.ts";
import { refresh } from "../api/live.ts";
import type { InboxTask } from "../api/types.ts";
import { useNow, useSession } from "../app/session.tsx";
import { Lamp } from "../lights/Lamp.tsx";
import { taskLight } from "../lights/lights.ts";
import { CaseCell, Table } from "../list/Table.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Place } from "../words/place.tsx";
import { Due } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";

/** Tasks in a table: how pressing, what, in which case, until when, and who has taken it. Those that can be taken can be chosen. */
export function TaskTable({
  tasks,
  claiming = false,
  chosen,
  choose,
}: {
  tasks: InboxTask[];
  claiming?: boolean;
  chosen?: ReadonlySet<string>;
  choose?: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useWords();
  const free = tasks.filter((task) => task.claimedBy === null);
  const all = free.length > 0 && free.every((task) => chosen?.has(task.id) === true);
  const procedures = useProcedures(tasks.map((task) => task.procedure));
  return (
    <Table
      name="tasks"
      heads={[
        { words: t("inbox.light"), unseen: true },
        t("inbox.task"),
        t("inbox.procedure"),
        t("inbox.due"),
        ...(claiming
          ? [
              {
                name: "cell-act",
                words: (
                  <span className="choosing">
                    {choose && free.length > 1 ? (
                      <Checkbox
                        checked={all}
                        indeterminate={!all && free.some((task) => chosen?.has(task.id) === true)}
                        aria-label={t("desk.chooseAll")}
                        onChange={() => choose(new Set(all ? [] : free.map((task) => task.id)))}
                      />
                    ) : null}
                    {t("inbox.taken")}
                  </span>
                ),
              },
            ]
          : []),
      ]}
    >
      {tasks.map((task) => {
        const words = procedures.get(task.procedure);
        return (
          <Place key={task.id} timeZone={words?.timeZone}>
            <TaskRow
              task={task}
              claiming={claiming}
              chosen={chosen?.has(task.id) === true}
              {...(choose === undefined || task.claimedBy !== null || free.length < 2
                ? {}
                : { choose: () => choose(turned(chosen ?? new Set(), task.id)) })}
              procedure={words?.title ?? ""}
              state={task.state === "" ? "" : (words?.state(task.state) ?? "")}
            />
          </Place>
        );
      })}
    </Table>
  );
}

function turned(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

function TaskRow({
  task,
  claiming,
  chosen,
  choose,
  procedure,
  state,
}: {
  task: InboxTask;
  claiming: boolean;
  chosen: boolean;
  choose?: () => void;
  procedure: string;
  state: string;
}) {
  const { t, say } = useWords();
  const names = useNames();
  const now = useNow();
  const light = taskLight(task.openedAt, task.due, now);
  return (
    <tr>
      <td className="cell-light">{light ? <Lamp light={light} /> : null}</td>
      <CaseCell
        id={task.case}
        {...(task.for === undefined ? {} : { standingIn: task.for })}
        title={say(task.title)}
        after={[
          ...(task.for === undefined ? [] : [t("desk.for", { person: names(task.for) })]),
          ...(task.holder === undefined ? [] : [t("desk.holder", { person: names(task.holder) })]),
        ]}
      >
        {task.subject}
      </CaseCell>
      <td className="cell-second">
        {procedure}
        <span className="quiet">{state}</span>
      </td>
      <td>{task.due === null ? <span className="quiet">{t("time.none")}</span> : <Due at={task.due} />}</td>
      {claiming ? (
        <td className="cell-act">
          <span className="choosing">
            {choose ? (
              <Checkbox
                checked={chosen}
                onChange={choose}
                aria-label={t("desk.choose", { task: say(task.title) })}
              />
            ) : null}
            <Claim task={task} />
          </span>
        </td>
      ) : null}
    </tr>
  );
}

/** Takes a task for oneself, or gives it back. */
function Claim({ task }: { task: InboxTask }) {
  const { t, say } = useWords();
  const { person } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const names = useNames();
  const act = useMutation({
    mutationFn: (verb: "claim" | "release") =>
      ask(`/api/v1/tasks/${encodeURIComponent(task.id)}/${verb}`, { method: "POST", body: {} }),
    onError: (error) =>
      void message.error(error instanceof ServerProblem ? say(error.problem.message) : t("state.fault")),
    onSettled: () => refresh(client, [{ case: task.case }]),
  });
  if (task.claimedBy === null)
    return (
      <Button
        size="small"
        loading={act.isPending}
        onClick={() => act.mutate("claim")}
        title={t("inbox.claimHint")}
      >
        {t("inbox.claim")}
      </Button>
    );
  if (task.claimedBy !== person.id) return <span>{names(task.claimedBy)}</span>;
  return (
    <span className="claimed">
      {t("inbox.mine")}
      <Button size="small" type="text" loading={act.isPending} onClick={() => act.mutate("release")}>
        {t("inbox.release")}
      </Button>
    </span>
  );
}
