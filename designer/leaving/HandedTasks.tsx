import type { HandedOver } from "../api/types.ts";
import { CaseCell, Table } from "../list/Table.tsx";
import { useWords } from "../words/i18n.ts";
import { useProcedures } from "../words/useProcedure.ts";

type Handed = HandedOver["moved"][number] & Partial<HandedOver["refused"][number]>;

/** Tasks that go over, or that stay, with the reason. */
export function HandedTasks({ tasks }: { tasks: Handed[] }) {
  const { t, say } = useWords();
  const procedures = useProcedures(tasks.map((task) => task.procedure));
  const stay = tasks.some((task) => task.refusal !== undefined);
  return (
    <Table heads={[t("inbox.task"), t("leaving.procedure"), ...(stay ? [t("leaving.why")] : [])]}>
      {tasks.map((task) => (
        <tr key={task.task}>
          <CaseCell id={task.case} title={say(task.title)}>
            {task.subject}
          </CaseCell>
          <td className="cell-second">{procedures.get(task.procedure)?.title ?? ""}</td>
          {stay ? <td>{say(task.refusal?.message)}</td> : null}
        </tr>
      ))}
    </Table>
  );
}
