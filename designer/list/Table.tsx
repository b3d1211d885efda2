import type { ReactNode, Ref } from "react";
import { Link } from "wouter";
import { caseHref, shortId } from "../cases/subject.ts";

/** The head of a column: its words; `unseen` where they are only read aloud. */
export type Head = ReactNode | { words: ReactNode; unseen?: boolean; name?: string };

/** A table of a list: its heads, and rows that the caller makes. On a narrow screen each row stands as a block. */
export function Table({
  heads,
  name,
  body,
  children,
}: {
  heads: Head[];
  name?: string;
  body?: Ref<HTMLTableSectionElement>;
  children: ReactNode;
}) {
  return (
    <table className={name === undefined ? "list" : `list ${name}`}>
      <thead>
        <tr>
          {heads.map((head, place) => {
            const { words, unseen, name: cell } = isTold(head) ? head : { words: head };
            return (
              // Columns have no names of their own, and keep their order.
              // oxlint-disable-next-line react/no-array-index-key
              <th key={place} scope="col" className={cell}>
                {unseen ? <span className="unseen">{words}</span> : words}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body}>{children}</tbody>
    </table>
  );
}

const isTold = (head: Head): head is Exclude<Head, ReactNode> =>
  typeof head === "object" && head !== null && "words" in head;

/** The first cell of a row about a case: what it is about, as a link, and below that what tells it apart. */
export function CaseCell({
  id,
  standingIn,
  title,
  after = [],
  children,
}: {
  id: string;
  /** For whom it is opened, where that is another. */
  standingIn?: string;
  title: ReactNode;
  after?: string[];
  children?: ReactNode;
}) {
  return (
    <td className="cell-main">
      <Link href={caseHref(id, standingIn)}>{title}</Link>
      <span className="quiet">
        {children} {[shortId(id), ...after].join(" · ")}
      </span>
    </td>
  );
}
