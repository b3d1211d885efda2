import { useEffect } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { ask } from "../api/client.ts";
import { messagesQuery } from "../api/queries.ts";
import { Fault, Nothing, Waiting } from "../app/states.tsx";
import { shortId } from "../cases/subject.ts";
import { useWords } from "../words/i18n.ts";
import { Place } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";

/** What cases have told the person who acts, the newest first. Whoever looks has read it: what was unread stays marked until they go. */
export function Messages() {
  const { t, say } = useWords();
  const client = useQueryClient();
  const messages = useQuery(messagesQuery());
  const items = messages.data?.items ?? [];
  const procedures = useProcedures(items.map((message) => message.procedure));
  const latest = items[0]?.unread === true ? items[0].at : undefined;
  useEffect(() => {
    if (latest === undefined) return;
    return () => {
      ask("/api/v1/messages/read", { method: "POST", body: { at: latest } })
        .then(() => client.invalidateQueries({ queryKey: ["messages"] }))
        // Nothing is lost where it fails: they stay unread.
        .catch(() => undefined);
    };
  }, [client, latest]);
  if (messages.isPending) return <Waiting />;
  if (messages.error) return <Fault error={messages.error} retry={() => void messages.refetch()} />;
  if (items.length === 0) return <Nothing title={t("desk.messagesEmpty")} hint={t("desk.messagesHint")} />;
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t("desk.message")}</th>
          <th scope="col">{t("cases.case")}</th>
          <th scope="col">{t("desk.toldAt")}</th>
        </tr>
      </thead>
      <tbody>
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
      </tbody>
    </table>
  );
}
