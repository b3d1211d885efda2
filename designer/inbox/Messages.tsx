import { useEffect } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { ask } from "../api/client.ts";
import { messagesQuery } from "../api/queries.ts";
import { Nothing } from "../app/states.tsx";
import { shortId } from "../cases/subject.ts";
import { List } from "../list/List.tsx";
import { Table } from "../list/Table.tsx";
import { whole } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { Place } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";

/** What cases have told the person who acts, the newest first. Whoever looks has read it: what was unread stays marked until they go. */
export function Messages() {
  const { t, say } = useWords();
  const client = useQueryClient();
  const messages = whole(useQuery(messagesQuery()));
  const [newest] = messages.items;
  const procedures = useProcedures(messages.items.map((message) => message.procedure));
  const latest = newest?.unread === true ? newest.at : undefined;
  useEffect(() => {
    if (latest === undefined) return;
    return () => {
      ask("/api/v1/messages/read", { method: "POST", body: { at: latest } })
        .then(() => client.invalidateQueries({ queryKey: ["messages"] }))
        // Nothing is lost where it fails: they stay unread.
        .catch(() => undefined);
    };
  }, [client, latest]);
  return (
    <List of={messages} empty={<Nothing title={t("desk.messagesEmpty")} hint={t("desk.messagesHint")} />}>
      {(items) => (
        <Table heads={[t("desk.message"), t("cases.case"), t("desk.toldAt")]}>
          {items.map((message) => {
            const words = procedures.get(message.procedure);
            return (
              <Place key={message.case + message.at + message.text?.en} timeZone={words?.timeZone}>
                <tr className={message.unread ? "is-unread" : undefined}>
                  <td className="cell-main">
                    <Link href={`/cases/${encodeURIComponent(message.case)}`}>
                      {message.text === null ? t("desk.covered") : say(message.text)}
                    </Link>
                  </td>
                  <td className="cell-second">
                    {words?.title ?? ""} <span className="quiet">{shortId(message.case)}</span>
                  </td>
                  <td>
                    {message.unread ? <strong>{t("desk.unread")} </strong> : null}
                    <Moment at={message.at} short />
                  </td>
                </tr>
              </Place>
            );
          })}
        </Table>
      )}
    </List>
  );
}
