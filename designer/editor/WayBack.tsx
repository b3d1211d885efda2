import { Button, type ButtonProps } from "antd";
import { Icon } from "../app/icons.tsx";
import { useWords } from "../words/i18n.ts";
import { useSelected, useStanding } from "./context.tsx";
import { editorWords } from "./words.ts";

/** The way back, and forth again. Apart from the rest of the head, which is not drawn again with every edit. */
export function WayBack() {
  const { editor } = useStanding();
  const { say } = useWords();
  return (
    <>
      <Step
        steps="done"
        title={`${say(editorWords.undo)}（Ctrl Z）`}
        icon={<Icon name="undo" />}
        aria-label={say(editorWords.undo)}
        onClick={editor.undo}
      />
      <Step
        steps="undone"
        title={`${say(editorWords.redo)}（Ctrl Shift Z）`}
        icon={<Icon name="redo" />}
        aria-label={say(editorWords.redo)}
        onClick={editor.redo}
      />
    </>
  );
}

/** Knows by itself whether there is a step to take. */
function Step({ steps, ...rest }: ButtonProps & { steps: "done" | "undone" }) {
  const isThere = useSelected((state) => state[steps].length > 0);
  return <Button type="text" disabled={!isThere} {...rest} />;
}
