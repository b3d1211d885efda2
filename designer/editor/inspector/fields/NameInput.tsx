import { useState } from "react";
import { Input, Tooltip } from "antd";
import { useWords } from "../../../words/i18n.ts";
import { inspectorWords } from "../words.ts";

/** A name that is changed as a whole: with Enter, or by leaving it. */
export function NameInput({
  label,
  value,
  onRename,
}: {
  label: string;
  value: string;
  /** Gives whether it was done; what was not goes back to what it was. */
  onRename: (name: string) => boolean;
}) {
  const { say } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const apply = (): void => {
    const name = typed?.trim() ?? value;
    setTyped(null);
    if (name !== value && name !== "") onRename(name);
  };
  return (
    <Tooltip title={say(inspectorWords.renameHint)} placement="bottomLeft" mouseEnterDelay={0.6}>
      <Input
        size="small"
        className="name"
        aria-label={label}
        spellCheck={false}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={apply}
        onPressEnter={apply}
        onKeyDown={(event) => {
          if (event.key === "Escape") setTyped(null);
        }}
      />
    </Tooltip>
  );
}
