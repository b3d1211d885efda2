import "./palette.css";
import { useEffect, useMemo, useState } from "react";
import { Input, Modal } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { casesQuery, peopleQuery, proceduresQuery } from "../api/queries.ts";
import { caseSubject } from "../../engine/model/subject.ts";
import { shortId } from "../cases/subject.ts";
import { useWords } from "../words/i18n.ts";
import { personPlacesOf, placesOf, type Commands } from "./commands.ts";
import { Icon, type IconName } from "./icons.tsx";
import { useSession } from "./session.tsx";

interface Found {
  id: string;
  group: string;
  title: string;
  detail: string;
  icon: IconName;
  act(): void;
}

/** Finds anything and goes there: places, procedures, cases, people, actions. */
export default function Palette({ close, commands }: { close: () => void; commands: Commands }) {
  const { t, say } = useWords();
  const { actAs, demonstration, person } = useSession();
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(0);
  const procedures = useQuery(proceduresQuery());
  const cases = useInfiniteQuery(casesQuery({}, 100));
  const people = useQuery({ ...peopleQuery(search, 8), enabled: demonstration });

  const found = useMemo<Found[]>(() => {
    const all: Found[] = [...placesOf(person), ...personPlacesOf(person)].map((place) => ({
      id: place.path,
      group: t("palette.places"),
      title: t(`place.${place.name}`),
      detail: `g ${place.key}`,
      icon: place.icon,
      act: () => commands.go(place.path),
    }));
    for (const one of procedures.data?.items ?? []) {
      const title = say(one.title);
      all.push({
        id: `p ${one.procedure}`,
        group: t("palette.procedures"),
        title,
        detail: one.procedure,
        icon: "procedures",
        act: () => commands.go(`/procedures/${one.procedure}`),
      });
      all.push({
        id: `o ${one.procedure}`,
        group: t("palette.actions"),
        title: t("palette.open", { procedure: title }),
        detail: "",
        icon: "plus",
        act: () => commands.go(`/procedures/${one.procedure}/open`),
      });
    }
    const titles = new Map((procedures.data?.items ?? []).map((one) => [one.procedure, say(one.title)]));
    for (const one of cases.data?.pages.flatMap((page) => page.items) ?? [])
      all.push({
        id: `c ${one.id}`,
        group: t("palette.cases"),
        title: caseSubject(one.data) ?? titles.get(one.procedure) ?? one.procedure,
        detail: `${titles.get(one.procedure) ?? ""} ${shortId(one.id)}`,
        icon: "cases",
        act: () => commands.go(`/cases/${one.id}`),
      });
    all.push(
      {
        id: "language",
        group: t("palette.actions"),
        title: t("keys.language"),
        detail: "l",
        icon: "language",
        act: commands.turnLanguage,
      },
      {
        id: "theme",
        group: t("palette.actions"),
        title: t("keys.theme"),
        detail: "d",
        icon: "moon",
        act: commands.turnTheme,
      },
      {
        id: "keys",
        group: t("palette.actions"),
        title: t("keys.help"),
        detail: "?",
        icon: "keys",
        act: commands.help,
      },
    );
    const wanted = search.trim().toLowerCase();
    const matching = all.filter(
      (one) => wanted === "" || `${one.title} ${one.detail} ${one.id}`.toLowerCase().includes(wanted),
    );
    const limited =
      wanted === ""
        ? matching
            .filter((one) => !one.id.startsWith("c "))
            .concat(matching.filter((one) => one.id.startsWith("c ")).slice(0, 5))
        : matching.slice(0, 40);
    const persons = (people.data?.items ?? []).map((one): Found => ({
      id: `u ${one.id}`,
      group: t("palette.people"),
      title: t("palette.actAs", { person: one.name ?? one.id }),
      detail: one.id,
      icon: "person",
      act: () => actAs(one.id),
    }));
    return [...limited, ...(wanted === "" ? [] : persons)].toSorted(
      (a, b) => order(a.group) - order(b.group),
    );
    function order(group: string): number {
      return [
        t("palette.places"),
        t("palette.procedures"),
        t("palette.cases"),
        t("palette.people"),
        t("palette.actions"),
      ].indexOf(group);
    }
  }, [search, procedures.data, cases.data, people.data, commands, actAs, person, t, say]);

  const chosen = Math.min(marked, found.length - 1);
  useEffect(() => {
    document.getElementById(`found-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const run = (one: Found | undefined): void => {
    if (!one) return;
    close();
    one.act();
  };
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      closable={false}
      width={560}
      className="palette"
      title={<span className="unseen">{t("shell.find")}</span>}
    >
      <Input
        autoFocus
        variant="borderless"
        size="large"
        prefix={<Icon name="search" />}
        value={search}
        placeholder={t("palette.placeholder")}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] ? `found-${chosen}` : undefined}
        aria-label={t("shell.find")}
        onChange={(event) => {
          setSearch(event.target.value);
          setMarked(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setMarked(Math.min(chosen + 1, found.length - 1));
          else if (event.key === "ArrowUp") setMarked(Math.max(chosen - 1, 0));
          else if (event.key === "Enter") run(found[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <ul id="palette-list" role="listbox" aria-label={t("palette.found")}>
        {found.map((one, place) => (
          <li key={one.id} role="presentation">
            {found[place - 1]?.group === one.group ? null : <p role="presentation">{one.group}</p>}
            <div
              id={`found-${place}`}
              role="option"
              aria-selected={place === chosen}
              onMouseMove={() => setMarked(place)}
              onClick={() => run(one)}
            >
              <Icon name={one.icon} />
              <span className="palette-title">{one.title}</span>
              <span className="palette-detail">{one.detail}</span>
            </div>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="quiet">{t("palette.nothing")}</p> : null}
    </Modal>
  );
}
