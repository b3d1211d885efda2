import "./person.css";
import { useState } from "react";
import { Button, Input, Popover, Tooltip } from "antd";
import { useQuery } from "@tanstack/react-query";
import type { Principal } from "../../engine/model/types.ts";
import { peopleQuery } from "../api/queries.ts";
import { useWords } from "../words/i18n.ts";
import { Icon } from "./icons.tsx";
import { useSession } from "./session.tsx";
import { Waiting } from "./states.tsx";
import { useRoleTitles } from "./roles.ts";

/** Who acts; in a demonstration, a list to choose somebody else from. */
export function PersonMenu({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  const { t } = useWords();
  const { person, demonstration } = useSession();
  const roles = useRoleTitles(person.roles);
  const name = person.name ?? person.id;
  const face = (
    <Button type="text" className="who" aria-expanded={demonstration ? open : undefined}>
      <Icon name="person" />
      <span className="unseen">{t("person.actingAs")}</span>
      <span className="who-name">{name}</span>
      <span className="who-roles">{roles}</span>
    </Button>
  );
  if (!demonstration) return face;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={<PeopleList choose={() => setOpen(false)} />}
    >
      <Tooltip title={open ? "" : `${t("person.change")}（U）`} placement="bottomRight">
        {face}
      </Tooltip>
    </Popover>
  );
}

function PeopleList({ choose }: { choose: () => void }) {
  const { t } = useWords();
  const { person, actAs } = useSession();
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(0);
  const people = useQuery(peopleQuery(search, 100));
  const items = people.data?.items ?? [];
  const pick = (one: Principal | undefined): void => {
    if (!one) return;
    actAs(one.id);
    choose();
  };
  return (
    <div className="people" role="dialog" aria-label={t("person.choose")}>
      <p className="people-title">{t("person.choose")}</p>
      <Input
        autoFocus
        allowClear
        value={search}
        placeholder={t("person.search")}
        aria-label={t("person.search")}
        prefix={<Icon name="search" />}
        onChange={(event) => {
          setSearch(event.target.value);
          setMarked(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setMarked(Math.min(marked + 1, items.length - 1));
          else if (event.key === "ArrowUp") setMarked(Math.max(marked - 1, 0));
          else if (event.key === "Enter") pick(items[marked]);
          else return;
          event.preventDefault();
        }}
      />
      {people.isPending ? <Waiting rows={4} /> : null}
      {people.isSuccess && items.length === 0 ? <p className="quiet">{t("person.nobody")}</p> : null}
      <ul>
        {items.map((one, place) => (
          <li key={one.id}>
            <PersonRow
              person={one}
              current={one.id === person.id}
              marked={place === marked}
              pick={() => pick(one)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PersonRow({
  person,
  current,
  marked,
  pick,
}: {
  person: Principal;
  current: boolean;
  marked: boolean;
  pick: () => void;
}) {
  const roles = useRoleTitles(person.roles);
  return (
    <button
      type="button"
      className={marked ? "is-marked" : ""}
      aria-current={current ? "true" : undefined}
      onClick={pick}
    >
      <span className="people-name">
        {person.name ?? person.id}
        <small>{person.id}</small>
      </span>
      <span className="people-roles">{roles}</span>
      {current ? <Icon name="check" /> : null}
    </button>
  );
}
