import "./keys.css";
import { Modal } from "antd";
import { useWords } from "../words/i18n.ts";
import { personPlacesOf, placesOf } from "./commands.ts";
import { useSession } from "./session.tsx";

/** The keys of the page, as a list. */
export default function KeyList({ close }: { close: () => void }) {
  const { t } = useWords();
  const { person } = useSession();
  const keys: [string, string][] = [
    ["Ctrl K", t("keys.find")],
    ["?", t("keys.help")],
    ...[...placesOf(person), ...personPlacesOf(person)].map((place): [string, string] => [
      `g ${place.key}`,
      t("keys.go", { place: t(`place.${place.name}`) }),
    ]),
    ["u", t("keys.person")],
    ["l", t("keys.language")],
    ["d", t("keys.theme")],
    ["Tab", t("keys.tab")],
    ["Esc", t("keys.escape")],
  ];
  return (
    <Modal open onCancel={close} footer={null} title={t("shell.keys")} width={440}>
      <dl className="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(" ").map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
