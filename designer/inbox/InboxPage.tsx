import "../app/choose.css";
import "./tasks.css";
import type { ComponentType } from "react";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "wouter";
import { proceduresQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { useWords } from "../words/i18n.ts";
import { Copied } from "./Copied.tsx";
import { Done } from "./Done.tsx";
import { Started, Supervised } from "./Followed.tsx";
import { Messages } from "./Messages.tsx";
import { ToDo } from "./ToDo.tsx";

/** The lists of the desk, by the name that stands in the address: what waits, what was done, and what is being followed. */
const lists: { name: string; List: ComponentType }[] = [
  { name: "todo", List: ToDo },
  { name: "done", List: Done },
  { name: "started", List: Started },
  { name: "copied", List: Copied },
  { name: "messages", List: Messages },
  { name: "supervised", List: Supervised },
];

/** The desk of the person who acts. */
export default function InboxPage() {
  const { t } = useWords();
  const { person } = useSession();
  const [params] = useSearchParams();
  const procedures = useQuery(proceduresQuery());
  const supervising = procedures.data?.items.some((one) => one.supervises === true) === true;
  const shown = lists.filter(({ name }) => name !== "supervised" || supervising);
  const { name, List } = shown.find((one) => one.name === params.get("list")) ?? lists[0]!;
  return (
    <div className="page">
      <PageHead title={t(`desk.${name}`)} sub={t(`desk.${name}Sub`, { person: person.name ?? person.id })} />
      <nav className="choose" aria-label={t("desk.lists")}>
        {shown.map((one) => (
          <Link
            key={one.name}
            href={one.name === "todo" ? "/inbox" : `/inbox?list=${one.name}`}
            aria-current={one.name === name ? "page" : undefined}
          >
            {t(`desk.${one.name}`)}
          </Link>
        ))}
      </nav>
      <List key={name} />
    </div>
  );
}
