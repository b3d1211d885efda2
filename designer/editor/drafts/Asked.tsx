import { useState } from "react";
import { Button, Modal } from "antd";
import { useWords } from "../../words/i18n.ts";

/** A button for what cannot be taken back: it asks first. */
export function Asked({
  title,
  text,
  act,
  label,
  loading,
  onAct,
}: {
  title: string;
  text: string;
  act: string;
  /** What the button is called for who does not see beside what it stands. */
  label: string;
  loading: boolean;
  onAct: () => void;
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" type="text" aria-label={label} loading={loading} onClick={() => setOpen(true)}>
        {act}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={act}
        cancelText={t("action.cancel")}
        onOk={() => {
          setOpen(false);
          onAct();
        }}
        onCancel={() => setOpen(false)}
      >
        <p>{text}</p>
      </Modal>
    </>
  );
}
