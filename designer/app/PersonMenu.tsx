import "./person.css";
import { useState } from "react";
import { Button, Input, Popover, Tooltip } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { Principal } from "../../engine/model/types.ts";
import { peopleQuery } from "../api/queries.ts";
import { useWords } from "../words/i18n.ts";
import { personPlacesOf } from "./commands.ts";
import { Icon } from "./icons.tsx";
import { useSession } from "./session.tsx";
import { Waiting } from "./states.tsx";
import { useRoleTitles } from "./roles.ts";

/** Who acts, and what concerns that; in a demonstration, a list to choose somebody else from. */
export function PersonMenu({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  const { t } = useWords();
  const { person, demonstration } = useSession();
  const roles = useRoleTitles(person.roles);
  const name = person.name ?? person.id;
  const face = (
    <Button type="text" className="who" aria-expanded={open}>
      <Icon name="person" />
      <span className="unseen">{t("person.actingAs")}</span>
      <span className="who-name">{name}</span>
      <span className="who-roles">{roles}</span>
    </Button>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <div className="people" role="dialog" aria-label={t("person.menu")}>
          <PersonLinks follow={() => setOpen(false)} />
          {demonstration ? <PeopleList choose={() => setOpen(false)} /> : null}
        </div>
      }
    >
      <Tooltip
        title={open ? "" : `${t(demonstration ? "person.change" : "person.menu")}（U）`}
        placement="bottomRight"
      >
        {face}
      </Tooltip>
    </Popover>
  );
}

/** Where one goes as the person one is. */
function PersonLinks({ follow }: { follow(): void }) {
  const { t } = useWords();
  const { person } = useSession();
  return (
    <ul className="person-places">
      {personPlacesOf(person).map((place) => (
        <li key={place.path}>
          <Link href={place.path} onClick={follow}>
            <Icon name={place.icon} />
            {t(`place.${place.name}`)}
            <kbd>g {place.key}</kbd>
          </Link>
        </li>
      ))}
    </ul>
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
    <>
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
    </>
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
