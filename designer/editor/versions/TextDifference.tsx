import "./versions.css";
import { useMemo, useState } from "react";
import { Button } from "antd";
import { useWords } from "../../words/i18n.ts";
import { sideBySide, type LinePair } from "./lines.ts";

/** So many lines around a change are shown with it. */
const around = 3;
/** So many lines are drawn at once. */
const most = 1500;

type Piece = { kind: "lines"; lines: LinePair[] } | { kind: "gap"; from: number; lines: LinePair[] };

/** Two texts side by side; what is the same is folded away until it is asked for. */
export function TextDifference({ before, after }: { before: string; after: string }) {
  const { t } = useWords();
  const pieces = useMemo(() => piecesOf(sideBySide(before, after)), [before, after]);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [limit, setLimit] = useState(most);
  if (before === after) return <p className="quiet">{t("drafts.textSame")}</p>;
  const { rows, whole } = rowsOf(pieces, opened, limit);
  return (
    <div className="text-difference" tabIndex={0} role="region" aria-label={t("drafts.text")}>
      <table>
        <colgroup>
          <col className="number" />
          <col />
          <col className="number" />
          <col />
        </colgroup>
        <thead className="unseen">
          <tr>
            <th scope="col">{t("drafts.line")}</th>
            <th scope="col">{t("drafts.before")}</th>
            <th scope="col">{t("drafts.line")}</th>
            <th scope="col">{t("drafts.after")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            "line" in row ? (
              <Line key={row.key} line={row.line} />
            ) : (
              <tr key={row.key} className="gap">
                <td colSpan={4}>
                  <button type="button" onClick={() => setOpened(new Set([...opened, row.gap]))}>
                    {t("drafts.alike", { count: row.count })}
                  </button>
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {!whole ? (
        <p className="quiet">
          {t("drafts.tooLong", { count: limit })}{" "}
          <Button size="small" onClick={() => setLimit(limit + most)}>
            {t("list.more")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

type Row = { key: string } & ({ line: LinePair } | { gap: number; count: number });

/** What is drawn: up to so many lines, what is folded away as one. */
function rowsOf(
  pieces: readonly Piece[],
  opened: ReadonlySet<number>,
  limit: number,
): { rows: Row[]; whole: boolean } {
  const rows = pieces.flatMap((piece, n): Row[] =>
    piece.kind === "gap" && !opened.has(n)
      ? [{ key: String(n), gap: n, count: piece.lines.length }]
      : piece.lines.map((line, at) => ({ key: `${n}.${at}`, line })),
  );
  return { rows: rows.slice(0, limit), whole: rows.length <= limit };
}

function Line({ line: { before, after, same } }: { line: LinePair }) {
  const { t } = useWords();
  const kind = same ? undefined : after === undefined ? "gone" : before === undefined ? "new" : "changed";
  return (
    <tr className={kind}>
      <td className="number">{before?.number}</td>
      <td className={before === undefined ? "none" : "old"}>
        {!same && before ? <span className="unseen">{t("drafts.wasRemoved")} </span> : null}
        {before?.text}
      </td>
      <td className="number">{after?.number}</td>
      <td className={after === undefined ? "none" : "fresh"}>
        {!same && after ? <span className="unseen">{t("drafts.wasAdded")} </span> : null}
        {after?.text}
      </td>
    </tr>
  );
}

function piecesOf(pairs: readonly LinePair[]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  while (start < pairs.length) {
    let end = start;
    const { same } = pairs[start]!;
    while (end < pairs.length && pairs[end]!.same === same) end++;
    const run = pairs.slice(start, end);
    const [head, tail] = [start === 0 ? 0 : around, end === pairs.length ? 0 : around];
    if (!same || run.length <= head + tail + 2) pieces.push({ kind: "lines", lines: run });
    else {
      if (head > 0) pieces.push({ kind: "lines", lines: run.slice(0, head) });
      pieces.push({ kind: "gap", from: start, lines: run.slice(head, run.length - tail) });
      if (tail > 0) pieces.push({ kind: "lines", lines: run.slice(run.length - tail) });
    }
    start = end;
  }
  return pieces;
}
