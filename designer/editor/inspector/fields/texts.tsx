import { Button, Input, Tooltip } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json, Language } from "../../../../engine/model/types.ts";
import { Icon } from "../../../app/icons.tsx";
import { useWords } from "../../../words/i18n.ts";
import { withLine, withWords } from "../model/change.ts";
import { inspectorWords } from "../words.ts";
import type { ControlProps } from "./control.ts";

const marks: Record<Language, string> = { "zh-CN": "中", en: "EN" };

/** A text in both languages, the reader's first. */
export function BothLanguages({
  value,
  required,
  label,
  long = false,
  onChange,
}: {
  value: Json | undefined;
  required: boolean;
  label: string;
  long?: boolean;
  onChange: (value: Json | undefined, language: Language) => void;
}) {
  const { language, say } = useWords();
  const order: Language[] = language === "en" ? ["en", "zh-CN"] : ["zh-CN", "en"];
  const Box = long ? Input.TextArea : Input;
  return (
    <div className="both">
      {order.map((one) => {
        const text = isObject(value) ? value[one] : undefined;
        const name = say(one === "en" ? inspectorWords.english : inspectorWords.chinese);
        return (
          <div key={one} className="both-one">
            <span aria-hidden>{marks[one]}</span>
            <Box
              size="small"
              lang={one}
              aria-label={`${label}（${name}）`}
              value={typeof text === "string" ? text : ""}
              status={required && typeof text !== "string" ? "warning" : ""}
              {...(long ? { autoSize: { minRows: 2, maxRows: 10 } } : {})}
              onChange={(event: { target: { value: string } }) =>
                onChange(withWords(value, one, event.target.value, required), one)
              }
            />
          </div>
        );
      })}
    </div>
  );
}

/** Places where people write more than a line. */
const isLong = (address: string): boolean => /\.(?:summary|description)$|^messages$/.test(address);

export function TextControl({ shape, value, set, at, label, address, required }: ControlProps<"text">) {
  const { say } = useWords();
  if (shape.plain && (value === undefined || typeof value === "string"))
    return (
      <div className="with-tool">
        <Input
          size="small"
          aria-label={label}
          value={value ?? ""}
          onChange={(event) => set(withLine(event.target.value, required), `type ${at}`)}
        />
        <Tooltip title={say(inspectorWords.bothLanguages)}>
          <Button
            type="text"
            size="small"
            icon={<Icon name="language" />}
            aria-label={`${say(inspectorWords.bothLanguages)}：${label}`}
            onClick={() => set({ en: value ?? "", "zh-CN": value ?? "" })}
          />
        </Tooltip>
      </div>
    );
  return (
    <BothLanguages
      value={value}
      required={required}
      label={label}
      long={isLong(address)}
      onChange={(now, language) => set(now, `type ${at} ${language}`)}
    />
  );
}

export function LineControl({ value, set, at, label, address, required }: ControlProps<"line">) {
  const Box = isLong(address) ? Input.TextArea : Input;
  return (
    <Box
      size="small"
      aria-label={label}
      {...(isLong(address) ? { autoSize: { minRows: 2, maxRows: 10 } } : {})}
      value={typeof value === "string" ? value : ""}
      onChange={(event: { target: { value: string } }) =>
        set(withLine(event.target.value, required), `type ${at}`)
      }
    />
  );
}
