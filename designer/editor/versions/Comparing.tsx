import { useMemo } from "react";
import { useQuery } from "@tanstack/react-query";
import type { Procedure } from "../../../engine/model/types.ts";
import { draftQuery, versionQuery } from "../../api/queries.ts";
import { Section } from "../../app/PageHead.tsx";
import { Fault, Waiting } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { ChangeList } from "./ChangeList.tsx";
import { TextDifference } from "./TextDifference.tsx";

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
  const { t } = useWords();
  const old = useCompared(procedure, before);
  const now = useCompared(procedure, after);
  const texts = useMemo(
    () => [textOf(old.content), textOf(now.content)] as const,
    [old.content, now.content],
  );
  const fault = old.error ?? now.error;
  if (fault) return <Fault error={fault} retry={old.error ? old.retry : now.retry} />;
  if (old.content === undefined || now.content === undefined) return <Waiting />;
  return (
    <div className="comparing">
      <Section title={t("drafts.inWords")}>
        <ChangeList before={definitionOf(old.content)} after={definitionOf(now.content)} />
      </Section>
      <Section title={t("drafts.text")}>
        <TextDifference before={texts[0]} after={texts[1]} />
      </Section>
    </div>
  );
}

type Content = { definition: object; layout: object; scenarios: object | null; text?: string };
const definitionOf = ({ definition }: Content): Procedure => definition as Procedure;

/** The file of the procedure as one reads it, and behind it what is kept beside it. */
export function textOf(content: Content | undefined): string {
  if (content === undefined) return "";
  const { definition, layout, scenarios, text } = content;
  const beside = { scenarios, layout };
  return `${text ?? JSON.stringify(definition, null, 2)}\n\n${JSON.stringify(beside, null, 2)}`;
}
