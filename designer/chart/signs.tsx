import "./signs.css";
import type { ReactElement } from "react";
import type { Language, Text } from "../../engine/model/types.ts";
import type { Mark, Sign } from "./parts.ts";

/** The small signs of the picture: one stroke, 14 by 14, in the colour of their text. Lights have their own colour and shape. */
export const drawings: Record<Exclude<Sign, ""> | Mark, ReactElement> = {
  delay: (
    <>
      <circle cx="7" cy="7" r="5.2" />
      <path d="M7 4v3l2 1.4" />
    </>
  ),
  clock: (
    <>
      <path d="M4.5 12.5 7 9.5l2.5 3M4 1.5h6M4 12.5h6M4.5 1.5v2L7 7l2.5-3.5v-2M4.5 12.5v-2L7 7" />
    </>
  ),
  auto: <path d="M2 7h10" />,
  done: <path d="m2.5 7.5 3 3 6-7" />,
  ballot: <path d="M1.5 7.5v5h11v-5M4 7.5V2h6v5.5M1.5 7.5h11M5.6 4.6l1 1 1.8-2" />,
  child: <path d="M2 2h5v4H2zM7 8h5v4H7zM4.5 6v4H7" />,
  call: <path d="M1.8 7h8M7 3.8 10.2 7 7 10.2M12.5 2v10" />,
  error: <path d="M7 1.8 13 12H1zM7 5.6v3M7 10.2v.4" />,
  task: (
    <>
      <circle cx="7" cy="4.4" r="2.5" />
      <path d="M2 12.5c.4-3 2.4-4.3 5-4.3s4.6 1.3 5 4.3" />
    </>
  ),
  green: <circle className="light-green" cx="7" cy="7" r="5" />,
  blue: <path className="light-blue" d="M7 1.2C9 4 11 6 11 8.4a4 4 0 0 1-8 0C3 6 5 4 7 1.2Z" />,
  yellow: <path className="light-yellow" d="M7 1.8 13 12.2H1Z" />,
  red: <rect className="light-red" x="2" y="2" width="10" height="10" rx="1" />,
};

export const signWords: Record<Exclude<Sign, ""> | Mark, Text> = {
  delay: { en: "By lapse of time", "zh-CN": "到期自动" },
  clock: { en: "A time limit runs here", "zh-CN": "计入办理时限" },
  auto: { en: "By itself", "zh-CN": "自动流转" },
  done: { en: "When all inside has finished", "zh-CN": "内部全部完成后" },
  ballot: { en: "Vote, signatures or opinions", "zh-CN": "表决、会签或征求意见" },
  child: { en: "Another case", "zh-CN": "关联案件" },
  call: { en: "Another system", "zh-CN": "外部系统" },
  error: { en: "When something outside fails", "zh-CN": "外部办理失败时" },
  task: { en: "Somebody has to act", "zh-CN": "等待办理" },
  green: { en: "Green light", "zh-CN": "绿灯" },
  blue: { en: "Blue light", "zh-CN": "蓝灯提醒" },
  yellow: { en: "Yellow light", "zh-CN": "黄灯预警" },
  red: { en: "Red light: overdue", "zh-CN": "红灯超时" },
};

export function SignMark({
  sign,
  language,
  quiet = false,
}: {
  sign: Exclude<Sign, ""> | Mark;
  language: Language;
  quiet?: boolean;
}) {
  const title = signWords[sign][language];
  return (
    <svg
      className="sign"
      width="14"
      height="14"
      viewBox="0 0 14 14"
      role={quiet ? "presentation" : "img"}
      aria-label={quiet ? undefined : title}
      aria-hidden={quiet}
    >
      {quiet ? null : <title>{title}</title>}
      {drawings[sign]}
    </svg>
  );
}
