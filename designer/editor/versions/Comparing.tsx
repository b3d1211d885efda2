import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { Pack, Procedure } from "../../../engine/model/types.ts";
import { draftQuery, packFilesQuery, versionQuery } from "../../api/queries.ts";
import { Section } from "../../app/PageHead.tsx";
import { Fault, Waiting } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import type { Selected } from "../document/types.ts";
import { Changes, useChanges } from "./ChangeList.tsx";
import { comparisonOf } from "./compared.ts";
import { TextDifference } from "./TextDifference.tsx";

/** With the canvas, which only comes when there is something to draw. */
const DiagramDifference = lazy(() => import("./DiagramDifference.tsx"));

/** One side of a comparison: a version by the digest of its pack, or a draft. */
export type Compared = { version: string } | { draft: string };

export const comparedKey = (one: Compared): string =>
  "version" in one ? `v:${one.version}` : `d:${one.draft}`;
export function comparedOf(key: string): Compared | null {
  const [kind, ...rest] = key.split(":");
  const id = rest.join(":");
  if (id === "") return null;
  return kind === "v" ? { version: id } : kind === "d" ? { draft: id } : null;
}

/** The files of one side; `text` stands in place of the definition where that is none yet. */
function useCompared(procedure: string, one: Compared) {
  const version = useQuery({
    ...versionQuery(procedure, "version" in one ? one.version : ""),
    enabled: "version" in one,
  });
  const draft = useQuery({ ...draftQuery("draft" in one ? one.draft : ""), enabled: "draft" in one });
  const query = "version" in one ? version : draft;
  const content = "version" in one ? version.data : draft.data?.content;
  return { content, error: query.error, retry: () => void query.refetch() };
}

/** Two versions or drafts of a procedure: what is different in words, and as text. */
export function Comparing({
  procedure,
  before,
  after,
}: {
  procedure: string;
  before: Compared;
  after: Compared;
}) {
  const old = useCompared(procedure, before);
  const now = useCompared(procedure, after);
  const pack = "version" in after ? after.version : "version" in before ? before.version : null;
  const files = useQuery({ ...packFilesQuery(pack ?? ""), enabled: pack !== null });
  const parameters = useMemo(() => parametersOf(files.data?.files), [files.data]);
  const texts = useMemo(
    () => [textOf(old.content), textOf(now.content)] as const,
    [old.content, now.content],
  );
  const fault = old.error ?? now.error;
  if (fault) return <Fault error={fault} retry={old.error ? old.retry : now.retry} />;
  if (old.content === undefined || now.content === undefined || files.isLoading) return <Waiting />;
  return (
    <Both
      before={definitionOf(old.content)}
      after={definitionOf(now.content)}
      texts={texts}
      parameters={parameters}
    />
  );
}

/** Words and diagram beside each other, what is chosen in one shown in the other; the text below. */
function Both({
  before,
  after,
  texts,
  parameters,
}: {
  before: Procedure;
  after: Procedure;
  texts: readonly [string, string];
  parameters: Pack["parameters"];
}) {
  const { t } = useWords();
  const changes = useChanges(before, after);
  const diagram = useMemo(() => comparisonOf(before, after, changes), [before, after, changes]);
  const [chosen, choose] = useState<readonly Selected[]>([]);
  const current = useMemo(
    () =>
      new Set(
        diagram === null || chosen.length === 0
          ? []
          : changes.filter((change) => diagram.shown(change).some((one) => isAmong(one, chosen))),
      ),
    [changes, chosen, diagram],
  );
  return (
    <>
      <div className="comparing">
        <Section title={t("drafts.inWords")}>
          <Changes
            changes={changes}
            current={current}
            {...(diagram === null
              ? {}
              : {
                  show: (change) => choose(diagram.shown(change)),
                  isShown: (change) => diagram.shown(change).length > 0,
                })}
          />
        </Section>
        {diagram === null || changes.length === 0 ? null : (
          <Section title={t("drafts.onDiagram")}>
            <Suspense fallback={<Waiting rows={6} />}>
              <DiagramDifference
                after={after}
                compared={diagram.compared}
                chosen={chosen}
                choose={choose}
                parameters={parameters}
              />
            </Suspense>
          </Section>
        )}
      </div>
      <Section title={t("drafts.text")}>
        <TextDifference before={texts[0]} after={texts[1]} />
      </Section>
    </>
  );
}

const isAmong = (one: Selected, all: readonly Selected[]): boolean =>
  all.some((other) => JSON.stringify(other) === JSON.stringify(one));

const parametersOf = (files: Readonly<Record<string, string>> | undefined): Pack["parameters"] =>
  (JSON.parse(files?.["pack.json"] ?? "{}") as Partial<Pack>).parameters ?? {};

type Content = { definition: object; layout: object; scenarios: object | null; text?: string };
const definitionOf = ({ definition }: Content): Procedure => definition as Procedure;

/** The file of the procedure as one reads it, and behind it what is kept beside it. */
export function textOf(content: Content | undefined): string {
  if (content === undefined) return "";
  const { definition, layout, scenarios, text } = content;
  const beside = { scenarios, layout };
  return `${text ?? JSON.stringify(definition, null, 2)}\n\n${JSON.stringify(beside, null, 2)}`;
}
