import type { ReactElement } from "react";

const drawings = {
  home: <path d="M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5" />,
  inbox: <path d="M2.5 9 4.5 3.5h7L13.5 9v3.5h-11zM2.5 9h3.3c.3 1.3 1.1 2 2.2 2s1.9-.7 2.2-2h3.3" />,
  cases: <path d="M2.5 4.5V12.5h11V5.5H8l-1.5-2h-4zM2.5 8h11" />,
  procedures: (
    <path d="M5.5 2.5h-3v3h3zM13.5 10.5h-3v3h3zM5.5 4h3.7c1.5 0 2.8 1.2 2.8 2.7v3.8M2.5 10.5h4v3h-4z" />
  ),
  design: <path d="M2.5 13.5 3.5 10l7-7 2.5 2.5-7 7zM9 4.5 11.5 7M8.5 13.5h5" />,
  measures: <path d="M2.5 13.5h11M4 13.5V9M7 13.5V5.5M10 13.5V7.5M13 13.5V3" />,
  download: <path d="M8 2.5v7.5M4.7 7 8 10.3 11.3 7M3 13h10" />,
  registers: <path d="M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5" />,
  notices: <path d="M2.5 6.5v3h2.5l5.5 3.5V3L5 6.5zM12.5 6.3c.8.9.8 2.5 0 3.4" />,
  search: <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2" />,
  sun: (
    <path d="M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
  ),
  moon: <path d="M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z" />,
  language: (
    <path d="M2 4h6.5M5.2 2.5V4M7 4C6.5 7 4.5 9 2.2 10M3.5 6.2C4.2 8 6 9.5 7.5 10M7.8 13.5l3-7 3 7M8.8 11.2h4" />
  ),
  person: (
    <path d="M8 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM2.8 13.5c.4-3 2.6-4.2 5.2-4.2s4.8 1.2 5.2 4.2" />
  ),
  standing: (
    <path d="M5.5 2.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4ZM1.5 13c.3-2.6 1.9-3.7 4-3.7 1 0 1.9.3 2.6.8M9.5 12h5M12.5 9.8l2.2 2.2-2.2 2.2" />
  ),
  leaving: <path d="M9.5 2.5h-6v11h6M6.5 8h7.5M11.3 5.3 14 8l-2.7 2.7" />,
  bell: <path d="M4 11.5V7a4 4 0 0 1 8 0v4.5M2.5 11.5h11M6.7 13.5h2.6" />,
  keys: <path d="M1.5 4h13v8h-13zM4 6.5h.5M6.7 6.5h.5M9.3 6.5h.5M12 6.5h.3M5 9.5h6" />,
  plus: <path d="M8 3v10M3 8h10" />,
  arrow: <path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5" />,
  back: <path d="M13 8H3M6.5 4.5 3 8l3.5 3.5" />,
  check: <path d="m3 8.5 3.3 3.3L13 4.5" />,
  more: <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" />,
  print: <path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z" />,
  clock: <path d="M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2 1.3" />,
  link: (
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.3 6.7a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  minus: <path d="M3 8h10" />,
  whole: <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />,
  here: <path d="M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z" />,
  numbers: <path d="M3 4.5 4.5 3.5v5M9 4.5c.5-1.5 3.5-1.3 3.5.5C12.5 6.5 9 8 9 8.8h3.7M2 12.5h12" />,
  names: <path d="M2.5 12 6 3.5 9.5 12M3.7 9.2h4.6M11 12V6.5M11 9.2c0-3.5 3-3.5 3-.4V12" />,
  turn: (
    <path d="M2.5 10.5v-5a2 2 0 0 1 2-2h7M9 1.5l2.5 2L9 5.5M2.5 10.5 1 8.5M2.5 10.5 4 8.5M7.5 9.5h6v4h-6z" />
  ),
  fold: <path d="M3 5.5V2.5h10v3M3 10.5v3h10v-3M5.5 8h5" />,
  full: <path d="M9.5 6.5 14 2M10.5 2H14v3.5M6.5 9.5 2 14M2 10.5V14h3.5" />,
  undo: <path d="M6 3.5 2.5 7 6 10.5M2.5 7h7a3.5 3.5 0 0 1 0 7H7" />,
  redo: <path d="M10 3.5 13.5 7 10 10.5M13.5 7h-7a3.5 3.5 0 0 0 0 7H9" />,
  first: <path d="M12.5 3.5 8 8l4.5 4.5M3.5 3.5v9" />,
  last: <path d="M3.5 3.5 8 8l-4.5 4.5M12.5 3.5v9" />,
  list: <path d="M2.5 4h.1M2.5 8h.1M2.5 12h.1M5.5 4h8M5.5 8h8M5.5 12h8" />,
  panel: <path d="M2.5 3h11v10h-11zM9.5 3v10" />,
  "fold-arrow": <path d="m6 4 4 4-4 4" />,
  remove: <path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5M6.8 7v3.5M9.2 7v3.5" />,
  drag: <path d="M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1" />,
} satisfies Record<string, ReactElement>;

export type IconName = keyof typeof drawings;

/** A small sign in the colour of its text; always beside words or a label. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden>
      {drawings[name]}
    </svg>
  );
}
