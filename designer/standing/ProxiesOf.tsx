import { App, Button, Popconfirm } from "antd";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, ServerProblem } from "../api/client.ts";
import { proceduresQuery, proxiesQuery } from "../api/queries.ts";
import type { Proxy } from "../api/types.ts";
import { Section } from "../app/PageHead.tsx";
import { useRoleTitles } from "../app/roles.ts";
import { useNow, useSession } from "../app/session.tsx";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { Table } from "../list/Table.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { useDates } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";

/** Who stands in for somebody, and for whom they stand in: now, or from a day to come. */
export function ProxiesOf({ person }: { person: string }) {
  const { t } = useWords();
  const { person: self } = useSession();
  const names = useNames();
  const own = person === self.id;
  const proxies = useQuery(proxiesQuery(own ? undefined : person));
  const lists = [
    {
      key: "for",
      title: own ? t("standing.mine") : t("standing.ofThem", { person: names(person) }),
      items: proxies.data?.proxies,
      empty: own ? t("standing.mineEmpty") : t("standing.none"),
      hint: own ? t("standing.mineHint") : undefined,
    },
    {
      key: "acts",
      title: own ? t("standing.others") : t("standing.byThem", { person: names(person) }),
      items: proxies.data?.actsFor,
      empty: own ? t("standing.othersEmpty") : t("standing.none"),
      hint: own ? t("standing.othersHint") : undefined,
    },
  ];
  return lists.map(({ key, title, items, empty, hint }) => (
    <Section key={key} title={title}>
      <List
        of={{
          items: items ?? [],
          isPending: proxies.isPending,
          isSuccess: proxies.isSuccess,
          error: proxies.error,
          retry: () => void proxies.refetch(),
        }}
        rows={2}
        empty={<Nothing title={empty} hint={hint} />}
      >
        {(found) => (
          <Table
            name="proxies"
            heads={[
              t(key === "for" ? "standing.who" : "standing.whom"),
              t("standing.period"),
              t("standing.scope"),
              t("standing.appointed"),
              { words: t("standing.end"), unseen: true, name: "cell-act" },
            ]}
          >
            {found.map((one) => (
              <Row key={`${one.of} ${one.proxy}`} proxy={one} other={key === "for" ? one.proxy : one.of} />
            ))}
          </Table>
        )}
      </List>
    </Section>
  ));
}

function Row({ proxy, other }: { proxy: Proxy; other: string }) {
  const { t } = useWords();
  const names = useNames();
  const dates = useDates();
  const now = useNow();
  const begun = Date.parse(proxy.from) <= now;
  return (
    <tr>
      <td className="cell-main">
        <strong>{names(other)}</strong>{" "}
        <span className={begun ? "tag is-open" : "tag"}>{t(begun ? "standing.now" : "standing.later")}</span>
      </td>
      <td>
        {dates.shortDate(proxy.from, now)} – {dates.due(proxy.to, now)}
      </td>
      <td>
        <Scope proxy={proxy} />
      </td>
      <td>
        {names(proxy.appointedBy)}
        <span className="quiet">
          <Moment at={proxy.appointedAt} short />
        </span>
      </td>
      <td className="cell-act">
        <End proxy={proxy} other={names(other)} />
      </td>
    </tr>
  );
}

function Scope({ proxy: { procedures, roles } }: { proxy: Proxy }) {
  const { t, say, language } = useWords();
  const known = useQuery(proceduresQuery()).data?.items ?? [];
  const titles = useRoleTitles(roles ?? []);
  const named = (procedures ?? []).map((id) => say(known.find((one) => one.procedure === id)?.title, id));
  return (
    <>
      {procedures === undefined ? t("standing.allProcedures") : named.join(language === "en" ? ", " : "、")}
      <span className="quiet">
        {roles === undefined ? t("standing.allRoles") : t("standing.inRoles", { roles: titles })}
      </span>
    </>
  );
}

function End({ proxy: { of, proxy }, other }: { proxy: Proxy; other: string }) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => ask("/api/v1/proxies/end", { method: "POST", body: { of, proxy } }),
    onSuccess: () => void message.success(t("standing.ended")),
    onError: (error) =>
      void message.error(error instanceof ServerProblem ? say(error.problem.message) : t("state.fault")),
    onSettled: () =>
      Promise.all(["proxies", "tasks"].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  return (
    <Popconfirm
      title={t("standing.endSure")}
      okText={t("standing.end")}
      cancelText={t("action.cancel")}
      onConfirm={() => end.mutate()}
    >
      <Button size="small" loading={end.isPending} aria-label={t("standing.endOf", { person: other })}>
        {t("standing.end")}
      </Button>
    </Popconfirm>
  );
}
