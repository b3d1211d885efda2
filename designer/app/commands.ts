import { useEffect } from "react";
import type { Principal } from "../../engine/model/types.ts";
import { mayEdit } from "../editor/drafts/may-edit.ts";
import type { IconName } from "./icons.tsx";
import { isTyping } from "./typing.ts";

/** A place one can go, with the key that follows `g`. */
interface PlaceToGo {
  path: string;
  key: string;
  name: string;
  icon: IconName;
  /** Who finds it; everybody where nothing is said. */
  whom?: (person: Principal) => boolean;
}

/** Where work is done. */
const places: PlaceToGo[] = [
  { path: "/", key: "h", name: "home", icon: "home" },
  { path: "/inbox", key: "i", name: "inbox", icon: "inbox" },
  { path: "/cases", key: "c", name: "cases", icon: "cases" },
  { path: "/procedures", key: "p", name: "procedures", icon: "procedures" },
  { path: "/designer", key: "e", name: "designer", icon: "design", whom: mayEdit },
  { path: "/measures", key: "m", name: "measures", icon: "measures" },
  { path: "/registers", key: "r", name: "registers", icon: "registers" },
  { path: "/notices", key: "n", name: "notices", icon: "notices" },
];

/** What concerns who one is and what passes from one to another: with the person, not with the places of work. */
const personPlaces: PlaceToGo[] = [
  { path: "/standing", key: "s", name: "standing", icon: "standing" },
  {
    path: "/leaving",
    key: "t",
    name: "leaving",
    icon: "leaving",
    whom: ({ roles }) => roles.includes("administrator"),
  },
];

const forWhom = (list: PlaceToGo[], person: Principal) => list.filter(({ whom }) => whom?.(person) ?? true);
/** The places of work that somebody has a use for, and what concerns the person. */
export const placesOf = (person: Principal) => forWhom(places, person);
export const personPlacesOf = (person: Principal) => forWhom(personPlaces, person);

export interface Commands {
  go(path: string): void;
  find(): void;
  help(): void;
  turnTheme(): void;
  turnLanguage(): void;
  people(): void;
}

/** The keys of the whole page. They rest while somebody types, and while a dialog is open. */
export function useKeys(commands: Commands): void {
  useEffect(() => {
    let afterG = 0;
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        commands.find();
        return;
      }
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target) ||
        document.querySelector("[role=dialog]")
      )
        return;
      if (afterG > event.timeStamp - 1500) {
        const place = [...places, ...personPlaces].find(({ key }) => key === event.key);
        afterG = 0;
        if (place) commands.go(place.path);
        return;
      }
      if (event.key === "g") afterG = event.timeStamp;
      else if (event.key === "?") commands.help();
      else if (event.key === "/") commands.find();
      else if (event.key === "d") commands.turnTheme();
      else if (event.key === "l") commands.turnLanguage();
      else if (event.key === "u") commands.people();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [commands]);
}
