import { useQuery } from "@tanstack/react-query";
import type { Explanation } from "../../engine/machine/types.ts";
import type { Json } from "../../engine/model/types.ts";
import { ask, speaker } from "../api/client.ts";
import type { EventExplanation } from "../api/types.ts";
import { useStandingIn } from "../app/StandingIn.tsx";
import { Fault, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";

/** Why an action is refused: the conditions, which of them hold, and the facts they read. */
export function WhyNot({ caseId, event }: { caseId: string; event: string }) {
  const { t } = useWords();
  const standingIn = useStandingIn();
  const { data, error, refetch } = useQuery({
    queryKey: ["case", caseId, "why", event, speaker.person, standingIn],
    queryFn: ({ signal }) =>
      ask<EventExplanation>(`/api/v1/cases/${encodeURIComponent(caseId)}/explanation`, {
        method: "POST",
        body: { type: event },
        standingIn,
        signal,
      }),
  });
  if (error) return <Fault error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={2} />;
  const conditions = [
    ...(data.sender.where ? [data.sender.where] : []),
    ...data.transitions.flatMap(({ guard }) => (guard ? [guard] : [])),
  ];
  if (conditions.length === 0) return <p className="quiet">{t("why.none")}</p>;
  return (
    <ul className="why">
      {conditions.map((condition, place) => (
        // Conditions have no names of their own; their order is that of the definition.
        // oxlint-disable-next-line react/no-array-index-key
        <Condition key={place} part={condition} depth={0} />
      ))}
    </ul>
  );
}

function Condition({ part, depth }: { part: Explanation; depth: number }) {
  const { t, say } = useWords();
  const holds = truthy(part.value);
  const logical =
    part.op === "and" || part.op === "or" || part.op === "!" || part.op === "rule" || part.op === "if";
  const name = part.title
    ? say(part.title)
    : logical
      ? t(`why.op.${part.op === "!" ? "not" : part.op}`)
      : comparison(part);
  return (
    <li className={holds ? "holds" : "fails"}>
      <span aria-label={t(holds ? "why.holds" : "why.fails")}>{holds ? "✓" : "✗"}</span> {name}
      {logical && part.parts && depth < 6 ? (
        <ul>
          {part.parts.map((inner, place) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Condition key={place} part={inner} depth={depth + 1} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** A comparison with what it read: `data.present.size (10) >= 11`. */
function comparison(part: Explanation): string {
  const side = (one: Explanation): string =>
    one.name !== undefined
      ? `${one.name}（${short(one.value)}）`
      : one.parts && one.op !== "literal"
        ? `${comparison(one)}（${short(one.value)}）`
        : short(one.value);
  if (!part.parts || part.parts.length === 0)
    return part.name !== undefined ? `${part.name}（${short(part.value)}）` : short(part.value);
  if (part.parts.length === 2) return `${side(part.parts[0]!)} ${part.op} ${side(part.parts[1]!)}`;
  return `${part.op}（${part.parts.map(side).join("，")}）`;
}
const short = (value: Json): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 38)}…` : text;
};
const truthy = (value: Json): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));
