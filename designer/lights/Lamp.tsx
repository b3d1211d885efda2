import type { Light } from "../../engine/model/types.ts";
import { useWords } from "../words/i18n.ts";
import "./lamp.css";

const shapes: Record<Light, React.ReactElement> = {
  green: <circle cx="7" cy="7" r="5.5" />,
  blue: <path d="M7 .8C9.2 4 11.2 6 11.2 8.6a4.2 4.2 0 0 1-8.4 0C2.8 6 4.8 4 7 .8Z" />,
  yellow: <path d="M7 1.2 13.4 12.6H.6Z" />,
  red: <rect x="1.6" y="1.6" width="10.8" height="10.8" rx="1" />,
};

/** A light: its colour, its shape, and (unless words stand beside it) its name. One that was set aside is crossed out and says so. */
export function Lamp({
  light,
  named = false,
  aside = false,
}: {
  light: Light;
  named?: boolean;
  aside?: boolean;
}) {
  const { t } = useWords();
  const shown = t(`light.${light}`);
  const name = aside ? t("light.aside", { light: shown }) : shown;
  return (
    <span className={aside ? `lamp ${light} is-aside` : `lamp ${light}`}>
      <svg width="14" height="14" viewBox="0 0 14 14" role="img" aria-label={name}>
        <title>{name}</title>
        {shapes[light]}
        {aside ? <path className="lamp-cross" d="M1 13 13 1" /> : null}
      </svg>
      {named ? <span aria-hidden>{name}</span> : null}
    </span>
  );
}
