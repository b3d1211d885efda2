import { doneQuery } from "../api/queries.ts";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { CaseCell, Table } from "../list/Table.tsx";
import { usePages } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { Place } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";

/** What the person who acts has done, the last first. */
export function Done() {
  const { t, say } = useWords();
  const done = usePages(doneQuery());
  const procedures = useProcedures(done.items.map((task) => task.procedure));
  return (
    <List of={done} empty={<Nothing title={t("desk.doneEmpty")} hint={t("desk.doneHint")} />}>
      {(tasks) => (
        <Table heads={[t("inbox.task"), t("inbox.procedure"), t("desk.doneAt")]}>
          {tasks.map((task) => {
            const words = procedures.get(task.procedure);
            return (
              <Place key={task.id} timeZone={words?.timeZone}>
                <tr>
                  <CaseCell id={task.case} title={say(task.title)}>
                    {task.subject}
                  </CaseCell>
                  <td className="cell-second">
                    {words?.title ?? ""}
                    <span className="quiet">{words?.state(task.state) ?? ""}</span>
                  </td>
                  <td>{task.closedAt === null ? null : <Moment at={task.closedAt} short />}</td>
                </tr>
              </Place>
            );
          })}
        </Table>
      )}
    </List>
  );
}
