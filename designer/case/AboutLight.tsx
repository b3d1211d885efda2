import { lazy, Suspense, useState } from "react";
import { Button, Modal } from "antd";
import type { ActOffer, LightOffer } from "../../engine/machine/types.ts";
import type { CaseView } from "../api/types.ts";
import { useWords } from "../words/i18n.ts";
import { useAct } from "./useAct.ts";

const HandingForm = lazy(() => import("./HandingForm.tsx"));

/** Appealing against a light, or deciding the appeal: a button, and the form that it opens. With `whole` the button says of which. */
export function AboutLight({
  act,
  offer,
  view,
  whole = false,
}: {
  act: ActOffer;
  offer: LightOffer;
  view: CaseView;
  whole?: boolean;
}) {
  const { t, say } = useWords();
  const [open, setOpen] = useState(false);
  const doing = useAct(view, () => setOpen(false));
  const { clock, light, at } = offer;
  const of = view.clocks.find((one) => one.clock === clock);
  const title = `${say(act.title)} · ${say(of?.title, clock)} · ${t(`light.${light}`)}`;
  return (
    <>
      <Button
        size={whole ? "middle" : "small"}
        block={whole}
        aria-label={title}
        onClick={() => setOpen(true)}
      >
        {whole ? title : say(act.title)}
      </Button>
      <Modal open={open} title={title} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <Suspense fallback={null}>
          <HandingForm
            offer={act}
            tasks={view.tasks}
            settled={{ clock, light, at }}
            pending={doing.isPending}
            submit={(payload) => doing.mutate({ name: act.act, payload })}
          />
        </Suspense>
      </Modal>
    </>
  );
}
