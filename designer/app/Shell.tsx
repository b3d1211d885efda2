import "./shell.css";
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from "react";
import { Button, Drawer, Tooltip } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { inboxQuery, messagesQuery } from "../api/queries.ts";
import { changeLanguage, useWords } from "../words/i18n.ts";
import { personPlacesOf, placesOf, useKeys, type Commands } from "./commands.ts";
import { Icon } from "./icons.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { useSession } from "./session.tsx";

const loadPalette = () => import("./Palette.tsx");
const Palette = lazy(loadPalette);
const KeyList = lazy(() => import("./KeyList.tsx"));

/** What surrounds every view: where one can go, who acts, and the page's own switches. */
export function Shell({
  turnTheme,
  dark,
  children,
}: {
  turnTheme: () => void;
  dark: boolean;
  children: ReactNode;
}) {
  const { t, language } = useWords();
  const { demonstration, person } = useSession();
  const [location, go] = useLocation();
  const places = placesOf(person);
  const [open, setOpen] = useState<"palette" | "keys" | "people" | "menu" | null>(null);
  const turnLanguage = (): void => changeLanguage(language === "en" ? "zh-CN" : "en");
  const commands = useMemo<Commands>(
    () => ({
      go,
      turnTheme,
      turnLanguage,
      find: () => setOpen("palette"),
      help: () => setOpen("keys"),
      people: () => setOpen("people"),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [go, turnTheme, language],
  );
  useKeys(commands);
  // Fetched while nothing else happens, so that what is typed after Ctrl K is not lost.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  const close = (): void => setOpen(null);
  const here = (path: string): boolean => (path === "/" ? location === "/" : location.startsWith(path));
  const other = language === "en" ? "中文" : "English";

  return (
    <div className="shell">
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        {t("shell.skip")}
      </a>
      <header className="bar">
        <Link href="/" className="brand" aria-label={t("shell.brand")}>
          <img src="/seal.svg" width="24" height="24" alt="" />
          <span>{language === "en" ? "Guicheng" : "规程"}</span>
        </Link>
        <nav className="places" aria-label={t("shell.places")}>
          {places.map((place) => (
            <Link
              key={place.path}
              href={place.path}
              aria-current={here(place.path) ? "page" : undefined}
              title={t("shell.keyHint", { key: `g ${place.key}` })}
            >
              <Icon name={place.icon} />
              <span>{t(`place.${place.name}`)}</span>
              {place.name === "inbox" ? <InboxCount /> : null}
            </Link>
          ))}
        </nav>
        <button type="button" className="find" onClick={commands.find} aria-keyshortcuts="Control+K">
          <Icon name="search" />
          <span>{t("shell.find")}</span>
          <kbd aria-hidden>Ctrl K</kbd>
        </button>
        <div className="switches">
          <Bell />
          <Tooltip title={`${t("shell.language")}（L）`}>
            <Button
              type="text"
              className="language"
              onClick={turnLanguage}
              aria-label={`${language === "en" ? "中" : "EN"} · ${t("shell.languageTo", { language: other })}`}
            >
              {language === "en" ? "中" : "EN"}
            </Button>
          </Tooltip>
          <Tooltip title={`${t(dark ? "shell.light" : "shell.dark")}（D）`}>
            <Button
              type="text"
              icon={<Icon name={dark ? "sun" : "moon"} />}
              onClick={turnTheme}
              aria-label={t(dark ? "shell.light" : "shell.dark")}
            />
          </Tooltip>
          <Tooltip title={`${t("shell.keys")}（?）`}>
            <Button
              type="text"
              className="wide-only"
              icon={<Icon name="keys" />}
              onClick={commands.help}
              aria-label={t("shell.keys")}
            />
          </Tooltip>
          <PersonMenu open={open === "people"} setOpen={(wanted) => setOpen(wanted ? "people" : null)} />
        </div>
      </header>
      {demonstration ? (
        <aside className="demonstration" aria-label={t("demonstration.title")}>
          <strong>{t("demonstration.title")}</strong>
          <span>{t("demonstration.text", { person: person.name ?? person.id })}</span>
        </aside>
      ) : null}
      <main id="main" tabIndex={-1} key={person.id}>
        {children}
      </main>
      <nav className="tabs" aria-label={t("shell.places")}>
        {places.slice(0, 4).map((place) => (
          <Link key={place.path} href={place.path} aria-current={here(place.path) ? "page" : undefined}>
            <Icon name={place.icon} />
            <span>{t(`place.${place.name}`)}</span>
          </Link>
        ))}
        <button type="button" onClick={() => setOpen("menu")} aria-expanded={open === "menu"}>
          <Icon name="more" />
          <span>{t("shell.more")}</span>
        </button>
      </nav>
      <Drawer open={open === "menu"} onClose={close} placement="bottom" size="auto" title={t("shell.more")}>
        <ul className="menu-list">
          {[...places.slice(4), ...personPlacesOf(person)].map((place) => (
            <li key={place.path}>
              <Link href={place.path} onClick={close}>
                <Icon name={place.icon} />
                {t(`place.${place.name}`)}
              </Link>
            </li>
          ))}
          <li>
            <button type="button" onClick={commands.find}>
              <Icon name="search" />
              {t("shell.find")}
            </button>
          </li>
        </ul>
      </Drawer>
      <Suspense fallback={null}>
        {open === "palette" ? <Palette close={close} commands={commands} /> : null}
        {open === "keys" ? <KeyList close={close} /> : null}
      </Suspense>
    </div>
  );
}

/** Whether there is something that one has not read, and the way there. */
function Bell() {
  const { t } = useWords();
  const { data } = useQuery(messagesQuery());
  const count = data?.unread ?? 0;
  const said = count === 0 ? t("desk.messages") : t("desk.unreadCount", { count });
  return (
    <Tooltip title={said}>
      <Link href="/inbox?list=messages" className="bell" aria-label={said}>
        <Icon name="bell" />
        {count === 0 ? null : <span className="count">{count}</span>}
      </Link>
    </Tooltip>
  );
}

/** How many tasks wait, as far as they have been read. */
function InboxCount() {
  const { t } = useWords();
  const { data } = useInfiniteQuery(inboxQuery());
  const count = data?.pages.flatMap((page) => page.items).length ?? 0;
  if (count === 0) return null;
  const more = data?.pages.at(-1)?.next !== undefined;
  return (
    <span className="count" aria-label={t("inbox.count", { count })}>
      {more ? `${count}+` : count}
    </span>
  );
}
