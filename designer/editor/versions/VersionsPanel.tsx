import "./versions.css";
import { useState } from "react";
import { Button, Select } from "antd";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { ask } from "../../api/client.ts";
import { draftsQuery, versionsQuery } from "../../api/queries.ts";
import type { ProcedureVersion } from "../../api/types.ts";
import { Section } from "../../app/PageHead.tsx";
import { useNow, useSession } from "../../app/session.tsx";
import { Fault, Nothing, Waiting } from "../../app/states.tsx";
import { saveFile } from "../../measures/save.ts";
import { datesIn } from "../../words/dates.ts";
import { useWords } from "../../words/i18n.ts";
import { useNames } from "../../words/people.ts";
import { Discarded } from "../drafts/Discarded.tsx";
import { draftPath, useBegin } from "../drafts/useBegin.ts";
import { useFaults } from "../drafts/useFaults.ts";
import { comparedKey, comparedOf, Comparing } from "./Comparing.tsx";

/** What a procedure was and is: who published it with which words, the cases on it, and what is different between any two. */
export function VersionsPanel({ procedure, timeZone }: { procedure: string; timeZone?: string }) {
  const { t, language } = useWords();
  const { timeZone: own } = useSession();
  const names = useNames();
  const now = useNow();
  const versions = useQuery(versionsQuery(procedure));
  const drafts = useQuery(draftsQuery(procedure));
  const [pair, setPair] = useState<[string, string] | null>(null);
  if (versions.error) return <Fault error={versions.error} retry={() => void versions.refetch()} />;
  if (!versions.data) return <Waiting />;
  const { items } = versions.data;
  const open = drafts.data?.items ?? [];
  const dates = datesIn(timeZone ?? own, language);
  const sides = [
    ...open.map((draft) => ({
      value: comparedKey({ draft: draft.id }),
      label: t("drafts.draftNamed", { title: draft.title, who: names(draft.savedBy) }),
    })),
    ...items.map((one) => ({
      value: comparedKey({ version: one.digest }),
      label: `${one.packId} ${one.version}${one.live ? ` · ${t("drafts.live")}` : ""}`,
    })),
  ];
  const chosen: [string, string] | null =
    pair ?? (sides.length < 2 ? null : [firstOf(items, open.length > 0), sides[0]!.value]);
  const [before, after] = (chosen ?? []).map(comparedOf);
  return (
    <>
      {items.length === 0 ? <Nothing title={t("drafts.neverPublished")} /> : null}
      {items.length > 0 ? (
        <table className="list versions">
          <thead>
            <tr>
              <th scope="col">{t("drafts.versionColumn")}</th>
              <th scope="col">{t("drafts.note")}</th>
              <th scope="col">{t("drafts.cases")}</th>
              <th scope="col">
                <span className="unseen">{t("drafts.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.digest}>
                <td className="cell-main">
                  <strong>
                    {one.packId} {one.version}
                  </strong>{" "}
                  {one.live ? <span className="live-mark">{t("drafts.live")}</span> : null}
                  <span className="quiet">
                    {t("drafts.since", {
                      date: `${dates.shortDate(one.deployedAt, now)} ${dates.time(one.deployedAt)}`,
                      who: names(one.deployedBy),
                    })}
                  </span>
                </td>
                <td>
                  <span className="version-note">
                    {one.note ?? <span className="quiet">{t("drafts.noNote")}</span>}
                  </span>
                </td>
                <td>
                  {t("drafts.running", { count: one.cases.running })}
                  <span className="quiet">{t("drafts.allCases", { count: one.cases.all })}</span>
                </td>
                <td className="cell-act">
                  <VersionActs procedure={procedure} version={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {open.length > 0 ? (
        <Section title={t("drafts.drafts")}>
          <ul className="plain-list">
            {open.map((draft) => (
              <li key={draft.id}>
                <Link href={draftPath(procedure, draft.id)}>{draft.title}</Link>{" "}
                <span className="quiet">
                  {t("drafts.savedBy", {
                    who: names(draft.savedBy),
                    when: `${dates.shortDate(draft.savedAt, now)} ${dates.time(draft.savedAt)}`,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Discarded procedure={procedure} />
      {chosen === null ? null : (
        <Section title={t("drafts.compare")}>
          <div className="comparing-choice">
            <Select
              aria-label={t("drafts.before")}
              value={chosen[0]}
              options={sides}
              onChange={(value: string) => setPair([value, chosen[1]])}
            />
            <span aria-hidden>→</span>
            <Select
              aria-label={t("drafts.after")}
              value={chosen[1]}
              options={sides}
              onChange={(value: string) => setPair([chosen[0], value])}
            />
          </div>
          {before && after ? (
            <Comparing key={chosen.join()} procedure={procedure} before={before} after={after} />
          ) : null}
        </Section>
      )}
    </>
  );
}

/** What a draft is compared with: the live version; the last of them with the one before. */
function firstOf(items: readonly ProcedureVersion[], hasDrafts: boolean): string {
  const live = items.find((one) => one.live);
  const one = hasDrafts ? (live ?? items[0]) : (items[1] ?? items[0]);
  return comparedKey({ version: one?.digest ?? "" });
}

/** Goes back to a version by way of a draft; lets it, or its pack, leave as a file. */
function VersionActs({ procedure, version }: { procedure: string; version: ProcedureVersion }) {
  const { t } = useWords();
  const begin = useBegin();
  const tell = useFaults();
  const files = useMutation({
    mutationFn: (what: "procedure" | "pack") => save(procedure, version, what),
    onError: tell,
  });
  const named = { version: version.version };
  return (
    <>
      <Button
        size="small"
        loading={begin.isPending}
        aria-label={t(version.live ? "drafts.editVersion" : "drafts.restoreVersion", named)}
        onClick={() => begin.mutate({ procedure, from: { version: version.digest } })}
      >
        {t(version.live ? "drafts.edit" : "drafts.restore")}
      </Button>{" "}
      <Button
        size="small"
        type="text"
        aria-label={t("drafts.exportVersion", named)}
        onClick={() => files.mutate("procedure")}
      >
        {t("drafts.export")}
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={t("drafts.exportPackOf", named)}
        onClick={() => files.mutate("pack")}
      >
        {t("drafts.exportPack")}
      </Button>
    </>
  );
}

async function save(
  procedure: string,
  { digest, packId, version }: ProcedureVersion,
  what: "procedure" | "pack",
) {
  const address = `/api/v1/packs/${encodeURIComponent(digest)}/files`;
  const { files } = await ask<{ files: Record<string, string> }>(address);
  const json = (text: string) => new Blob([text], { type: "application/json" });
  if (what === "pack") saveFile(json(JSON.stringify({ files }, null, 1)), `${packId}-${version}.json`);
  else saveFile(json(files[`procedures/${procedure}.json`] ?? ""), `${procedure}.json`);
}
