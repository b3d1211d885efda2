import { lazy, Suspense, useState } from "react";
import { Button, Dropdown, Modal } from "antd";
import type { ActOffer } from "../../engine/machine/types.ts";
import type { CaseView } from "../api/types.ts";
import { Icon } from "../app/icons.tsx";
import { useWords } from "../words/i18n.ts";
import { useAct } from "./useAct.ts";

const HandingForm = lazy(() => import("./HandingForm.tsx"));

/** Acts that answer what somebody was asked stand here only for those who were. */
const answers = ["answer", "recall", "sign", "removeSigners"];

/** Handing work on: one quiet menu with what can be done with the case itself; what cannot says why. */
export function Handing({ view }: { view: CaseView }) {
  const { t, say } = useWords();
  const [chosen, setChosen] = useState<ActOffer | null>(null);
  const act = useAct(view, () => setChosen(null));
  // What is done about a light stands with the light.
  const offered = view.acts.filter(
    ({ act: name, allowed, lights }) => lights === undefined && (allowed || !answers.includes(name)),
  );
  if (offered.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        placement="bottomRight"
        menu={{
          items: offered.map((offer) => ({
            key: offer.act,
            disabled: !offer.allowed,
            label: (
              <span className="handing-act">
                {say(offer.title)}
                {offer.refusal === undefined ? null : <small>{say(offer.refusal.message)}</small>}
              </span>
            ),
          })),
          onClick: ({ key }) => setChosen(offered.find((offer) => offer.act === key) ?? null),
        }}
      >
        <Button aria-label={t("handing.menu")} icon={<Icon name="more" />} />
      </Dropdown>
      <Modal
        open={chosen !== null}
        title={chosen === null ? "" : say(chosen.title)}
        footer={null}
        destroyOnHidden
        onCancel={() => setChosen(null)}
      >
        {chosen === null ? null : (
          <Suspense fallback={null}>
            <HandingForm
              offer={chosen}
              tasks={view.tasks}
              pending={act.isPending}
              submit={(payload) => act.mutate({ name: chosen.act, payload })}
            />
          </Suspense>
        )}
      </Modal>
    </>
  );
}
