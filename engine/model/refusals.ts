import type { JsonObject, Refusal, RefusalCode, Text } from "./types.ts";
import { fill, type Placeholders, type WordValue } from "./words.ts";

/**
 * What people are told. The code of a refusal is the part of the key before the dot; the part behind it tells apart the
 * cases that need different words.
 */
export const refusalWords = {
  "unknown-procedure": {
    en: "There is no procedure “{procedure}” here. Choose one that has been deployed.",
    "zh-CN": "这里没有名为“{procedure}”的规程，请选择已部署的规程。",
  },
  "unknown-case": {
    en: "There is no case “{case}”, or you may not see it.",
    "zh-CN": "没有案件“{case}”，或者您无权查看。",
  },
  "unknown-task": {
    en: "There is no task “{task}”, or you may not see it.",
    "zh-CN": "没有待办“{task}”，或者您无权查看。",
  },
  "unknown-procedure.version": {
    en: "No deployed version {digest} has the procedure “{procedure}”.",
    "zh-CN": "已部署的版本{digest}中没有规程“{procedure}”。",
  },
  "unknown-procedure.pack": {
    en: "No pack with the digest {digest} was deployed.",
    "zh-CN": "没有部署过摘要为{digest}的规程包。",
  },
  "unknown-draft": {
    en: "There is no draft “{draft}”; perhaps somebody has discarded it.",
    "zh-CN": "没有草稿“{draft}”，可能已被他人删除。",
  },
  "unknown-draft.discarded": {
    en: "{who} has discarded this draft. It can still be brought back.",
    "zh-CN": "该草稿已被{who}删除，仍可恢复。",
  },
  "unknown-event": {
    en: "“{event}” is nothing that this procedure knows. It knows: {events}.",
    "zh-CN": "本规程没有“{event}”这一事项。可用的有：{events}。",
  },
  "unknown-event.reserved": {
    en: "“{event}” is sent by the engine itself and by nobody else.",
    "zh-CN": "“{event}”只能由引擎自身发出。",
  },
  "unknown-event.act": {
    en: "“{act}” is nothing that can be done with a case. What can be done: {acts}.",
    "zh-CN": "没有“{act}”这一通用操作。可用的有：{acts}。",
  },
  "key-reused": {
    en: "This idempotency key was used before for something else. Use a new key for a new command.",
    "zh-CN": "该幂等键已用于其他请求，请为新的操作使用新的键。",
  },
  "case-closed": {
    en: "This case has ended; nothing more can be done in it.",
    "zh-CN": "该案件已办结，不能再进行操作。",
  },
  "draft-closed": {
    en: "This draft was published and is not changed any more. Begin a new draft from the live version.",
    "zh-CN": "该草稿已发布，不再修改。请从当前生效版本新建草稿。",
  },
  suspended: {
    en: "This case stands still. It goes on once it has been resumed.",
    "zh-CN": "该案件处于中止状态，恢复后方可继续办理。",
  },
  "suspended.hold": {
    en: "The case stands still ({hold}) until “{end}”.",
    "zh-CN": "案件已中止（{hold}），待“{end}”后继续。",
  },
  "suspended.parent": {
    en: "The case that waits for this one stands still. This one goes on with it.",
    "zh-CN": "等待本案结果的上级案件处于中止状态，本案随其一并恢复。",
  },
  "guard-refused.return": {
    en: "“{event}” goes back from here only to: {stages}.",
    "zh-CN": "从当前阶段只能“{event}”至：{stages}。",
  },
  "case-closed.archived": {
    en: "This case has been archived; its content is frozen.",
    "zh-CN": "该案件已归档，内容已冻结。",
  },
  "stale-revision": {
    en: "Somebody has acted in this case since you read it (you read revision {sent}, it is at {current}). Read it again.",
    "zh-CN": "您查看之后该案件已有变动（您看到第{sent}版，现为第{current}版），请刷新后再试。",
  },
  "stale-revision.draft": {
    en: "{who} has saved this draft since you read it (you have revision {sent}, it is at {current}). Nothing was overwritten.",
    "zh-CN": "您读取之后，{who}保存了该草稿（您持有第{sent}版，现为第{current}版）。未覆盖任何内容。",
  },
  "draft-behind": {
    en: "Version {version} was published by {who} after this draft was begun. Look at what would be replaced, and confirm it.",
    "zh-CN": "本草稿开始编辑之后，{who}发布了{version}版。请先查看将被替换的内容，再确认发布。",
  },
  "not-permitted": {
    en: "You may not do this. It is for: {roles}.",
    "zh-CN": "您无权进行此操作。可由以下角色办理：{roles}。",
  },
  "not-permitted.owner": {
    en: "You may not edit procedures. Process owners and administrators may.",
    "zh-CN": "您无权编辑规程。规程管理员和系统管理员可以编辑。",
  },
  "not-permitted.opening": {
    en: "You may not open such a case. It is for: {roles}.",
    "zh-CN": "您无权发起此类案件。可由以下角色发起：{roles}。",
  },
  "not-permitted.apart": {
    en: "Whoever has done “{act}” in this case may not do “{event}” as well. Somebody else has to.",
    "zh-CN": "在本案中办理过“{act}”的人不得再办理“{event}”，须由他人办理。",
  },
  "not-permitted.where": {
    en: "You have the role, but the condition on who may do “{event}” in this case does not hold for you.",
    "zh-CN": "您具有相应角色，但不符合本案中办理“{event}”的条件。",
  },
  "not-permitted.opening-where": {
    en: "You have the role, but the condition on who may open such a case does not hold for you.",
    "zh-CN": "您具有相应角色，但不符合发起此类案件的条件。",
  },
  "not-permitted.elector": {
    en: "You are not among those who may vote here.",
    "zh-CN": "您不在本次表决的人员之列。",
  },
  "not-permitted.absent": {
    en: "Only those present may vote, and you are not recorded as present.",
    "zh-CN": "仅到会人员可以表决，您未被记录为到会。",
  },
  "not-permitted.recused": {
    en: "You have recused yourself and may not vote any more.",
    "zh-CN": "您已回避，不能再表决。",
  },
  "not-permitted.forbidden": {
    en: "This procedure does not allow “{act}”.",
    "zh-CN": "本规程不允许“{act}”。",
  },
  "not-permitted.holder": {
    en: "This has been handed over: it is with {holder} now.",
    "zh-CN": "该事项已移交，现由{holder}办理。",
  },
  "not-permitted.relieved": {
    en: "Others are asked for this instead: {people}.",
    "zh-CN": "该事项已改由以下人员办理：{people}。",
  },
  "not-permitted.taker": {
    en: "“{event}” is for whoever has sent it: “{sent}” was sent by {who}.",
    "zh-CN": "“{event}”只能由提交人进行：“{sent}”由{who}提交。",
  },
  "not-permitted.no-task": {
    en: "“{act}” is for whoever has something to do in this case, and nothing here is yours to hand on.",
    "zh-CN": "“{act}”由本案的经办人进行，您在本案中没有可转出的待办。",
  },
  "not-permitted.not-asked": {
    en: "“{act}” is for those who have been asked, and you have not been.",
    "zh-CN": "“{act}”由被征询的人进行，您未被征询。",
  },
  "not-permitted.receiver": {
    en: "{person} cannot take this on. It is for: {roles}.",
    "zh-CN": "{person}不能承接此事项。可由以下角色办理：{roles}。",
  },
  "not-permitted.receiver-apart": {
    en: "{person} has done “{act}” in this case and therefore may not take on “{event}”.",
    "zh-CN": "{person}在本案中办理过“{act}”，不得承接“{event}”。",
  },
  "not-permitted.receiver-where": {
    en: "{person} has the role, but the condition on who may do “{event}” does not hold for them.",
    "zh-CN": "{person}具有相应角色，但不符合办理“{event}”的条件。",
  },
  "not-permitted.oneself": {
    en: "“{act}” to oneself is nothing.",
    "zh-CN": "“{act}”的对象不能是本人。",
  },
  "not-permitted.person-only": {
    en: "“{event}” is done in person and not handed to anybody.",
    "zh-CN": "“{event}”须由本人办理，不得交由他人。",
  },
  "not-permitted.answers": {
    en: "When this light of “{clock}” was shown, others answered for it: {people}.",
    "zh-CN": "“{clock}”亮灯时的责任人为：{people}。",
  },
  "not-permitted.own-appeal": {
    en: "This appeal is your own; somebody else decides it.",
    "zh-CN": "该申诉由您提出，应由他人裁定。",
  },
  "not-permitted.unseen": {
    en: "You may not see this case.",
    "zh-CN": "您无权查看本案。",
  },
  "not-permitted.proxy": {
    en: "You are not {person}'s proxy for this at the moment.",
    "zh-CN": "您目前不是{person}在此事项上的代理人。",
  },
  "not-permitted.administrator": {
    en: "Only an administrator may do this.",
    "zh-CN": "只有管理员可以进行此操作。",
  },
  "invalid-payload": {
    en: "What was sent with “{event}” is not as it should be: {fault}.",
    "zh-CN": "随“{event}”提交的内容不符合要求：{fault}。",
  },
  "invalid-payload.person": {
    en: "Nobody is known as “{person}”.",
    "zh-CN": "目录中没有“{person}”。",
  },
  "invalid-payload.task": {
    en: "Say which task is meant: {tasks}.",
    "zh-CN": "请指明是哪项待办：{tasks}。",
  },
  "invalid-payload.period": {
    en: "A period begins before it ends.",
    "zh-CN": "起始时间应早于截止时间。",
  },
  "not-now.awaited": {
    en: "“{event}” waits for {people}.",
    "zh-CN": "“{event}”须等待{people}处理。",
  },
  "not-now.asked": {
    en: "{people} has been asked already. Take that back first.",
    "zh-CN": "已交由{people}处理，请先收回。",
  },
  "not-now.not-asked": {
    en: "Nobody is being waited for here.",
    "zh-CN": "此处没有正在等待的人。",
  },
  "not-now.added": {
    en: "{people} has been added already.",
    "zh-CN": "{people}已在加签之列。",
  },
  "not-now.touched": {
    en: "{people} has acted already, or was never added, and cannot be taken off.",
    "zh-CN": "{people}已经办理或未被加签，不能减签。",
  },
  "not-now.last": {
    en: "The last one who may sign cannot be taken off.",
    "zh-CN": "不能减去最后一名签署人。",
  },
  "not-now.seat": {
    en: "A vote is given in person here and not handed on.",
    "zh-CN": "此项表决须由本人进行，不得转出。",
  },
  "not-now.parallel": {
    en: "Signing side by side is for a joint signing; add before or after instead.",
    "zh-CN": "并加签仅适用于会签，请改用前加签或后加签。",
  },
  "not-now.urged": {
    en: "You have urged in this case already. You can again from {time} (UTC).",
    "zh-CN": "您已催办过本案，{time}（UTC）之后可再次催办。",
  },
  "not-now.nobody": {
    en: "Nobody is waited for in this case, so there is nobody to urge.",
    "zh-CN": "本案没有待办人，无人可催。",
  },
  "not-now.copied": {
    en: "{people} has been informed of this case already.",
    "zh-CN": "{people}已被抄送过本案。",
  },
  "not-now.acted": {
    en: "“{event}” is possible only until somebody acts: {who} has since (“{what}”, {time} UTC).",
    "zh-CN": "“{event}”仅限后续人员办理之前：此后{who}已办理“{what}”（{time} UTC）。",
  },
  "not-now.moved": {
    en: "“{event}” is not possible any more: the case has gone on by itself since ({time} UTC).",
    "zh-CN": "不能再“{event}”：此后案件已由系统推进（{time} UTC）。",
  },
  "not-now.running": {
    en: "“{act}” is for a case that has ended, and this one has not.",
    "zh-CN": "“{act}”仅适用于已办结的案件，本案尚未办结。",
  },
  "not-now.reopened": {
    en: "This case has been reopened already; its next round is still open.",
    "zh-CN": "本案已重开，新一轮尚在办理。",
  },
  "not-now.classified": {
    en: "This case is archived under “{retention}” already.",
    "zh-CN": "本案已按“{retention}”归档。",
  },
  "not-now.no-light": {
    en: "No light that can be appealed against has been shown in this case.",
    "zh-CN": "本案尚未亮过可申诉的灯。",
  },
  "not-now.not-shown": {
    en: "“{clock}” has not shown {light}, so there is nothing to appeal against.",
    "zh-CN": "“{clock}”未亮过{light}，无可申诉。",
  },
  "not-now.appealed": {
    en: "This light has been appealed against already, on {date}; a second appeal is not possible.",
    "zh-CN": "该灯已于{date}申诉，不得再次申诉。",
  },
  "not-now.appeal-late": {
    en: "This light could be appealed against until {date}.",
    "zh-CN": "该灯的申诉期限已于{date}届满。",
  },
  "not-now.no-appeal": {
    en: "No appeal waits for a decision in this case.",
    "zh-CN": "本案没有待裁定的申诉。",
  },
  "not-now.not-appealed": {
    en: "No appeal against this light of “{clock}” waits for a decision.",
    "zh-CN": "“{clock}”的该灯没有待裁定的申诉。",
  },
  "not-now.appeal-open": {
    en: "An appeal against a light has not been decided yet. It is decided before the case is archived.",
    "zh-CN": "对亮灯的申诉尚未裁定，裁定后方可归档。",
  },
  "not-now": {
    en: "“{event}” cannot be done at this stage. What can be done now: {events}.",
    "zh-CN": "当前环节不能办理“{event}”。现在可办理：{events}。",
  },
  "not-now.nothing": {
    en: "“{event}” cannot be done at this stage.",
    "zh-CN": "当前环节不能办理“{event}”。",
  },
  "not-now.turn": {
    en: "It is not your turn yet: those before you in the order have not signed.",
    "zh-CN": "尚未轮到您：排在您前面的人还没有签署。",
  },
  "already-voted": {
    en: "Your vote has been counted already, and a vote is not changed.",
    "zh-CN": "您的表决已计入，不能更改。",
  },
  "guard-refused": {
    en: "“{event}” is possible at this stage, but its condition does not hold: {rules}.",
    "zh-CN": "当前环节可以办理“{event}”，但条件不满足：{rules}。",
  },
  "invalid-data": {
    en: "The data of the case would not be as they must be: {fault}.",
    "zh-CN": "案件数据将不符合要求：{fault}。",
  },
  "invalid-data.opening": {
    en: "What the case is to be opened with is not as it should be: {fault}.",
    "zh-CN": "发起案件所填内容不符合要求：{fault}。",
  },
  "invalid-data.limit": {
    en: "The time limit “{name}” has no number to count with.",
    "zh-CN": "期限“{name}”没有可计算的数值。",
  },
  "invalid-data.exactly": {
    en: "{expected} rows of “{list}” had to be changed, and {found} match.",
    "zh-CN": "“{list}”中应修改{expected}行，实际匹配{found}行。",
  },
  "invalid-data.key": {
    en: "The row for the register “{register}” has no “{key}”.",
    "zh-CN": "名录“{register}”的条目缺少“{key}”。",
  },
  "limit-exceeded": {
    en: "This would set off more steps than the engine takes for one command ({limit}). The definition runs in a circle.",
    "zh-CN": "该操作引发的步骤超过引擎单次上限（{limit}），规程定义可能存在循环。",
  },
  "limit-exceeded.rule": {
    en: "A rule takes more work than the engine does for one evaluation ({limit} steps).",
    "zh-CN": "某条规则的计算量超过引擎单次上限（{limit}步）。",
  },
  "limit-exceeded.rows": {
    en: "More rows of “{name}” are open than the engine follows ({limit}).",
    "zh-CN": "“{name}”未办结的行数超过引擎上限（{limit}）。",
  },
  "limit-exceeded.measures": {
    en: "This takes more cases, groups or different values than the engine measures at once ({limit}). Ask for a shorter time.",
    "zh-CN": "涉及的案件、分组或不同数值超过引擎一次统计的上限（{limit}），请缩短时间范围。",
  },
  "limit-exceeded.size": {
    en: "What was sent is larger than the engine takes ({limit}).",
    "zh-CN": "提交的内容超过引擎上限（{limit}）。",
  },
  "already-claimed": {
    en: "{name} has taken on this task already.",
    "zh-CN": "该待办已由{name}认领。",
  },
  "already-claimed.done": {
    en: "This task has been closed already.",
    "zh-CN": "该待办已办结。",
  },
  "invalid-request": {
    en: "The request is not as it should be: {fault}.",
    "zh-CN": "请求不符合要求：{fault}。",
  },
  "invalid-request.file": {
    en: "This file is no procedure: {fault}",
    "zh-CN": "该文件不是规程：{fault}",
  },
  "invalid-request.which": {
    en: "The file has several procedures ({procedures}). Say which one.",
    "zh-CN": "该文件含有多个规程（{procedures}），请指明其中一个。",
  },
  "invalid-request.procedure-id": {
    en: "The id of a procedure has small letters, digits and hyphens and begins with a letter; “{found}” has not.",
    "zh-CN": "规程标识由小写字母、数字和连字符组成，并以字母开头；“{found}”不符合。",
  },
  "invalid-request.procedure-there": {
    en: "There is a procedure “{procedure}” already. Begin a draft of it, or choose another id.",
    "zh-CN": "已有规程“{procedure}”。请为其新建草稿，或换用其他标识。",
  },
  "invalid-request.pack": {
    en: "Say to which pack the procedure belongs; there are: {packs}.",
    "zh-CN": "请指明规程所属的规程包，现有：{packs}。",
  },
  "invalid-request.title": {
    en: "A draft is called by a text of 1 to {limit} characters.",
    "zh-CN": "草稿名称应为1至{limit}个字符。",
  },
  "invalid-request.note": {
    en: "Say in 1 to {limit} characters what has changed and why.",
    "zh-CN": "请用1至{limit}个字符说明修改内容和理由。",
  },
  "invalid-request.version": {
    en: "“{version}” cannot be the next version: it has to be higher than {live}, such as {next}, and new.",
    "zh-CN": "“{version}”不能作为下一版本号：应高于{live}（例如{next}）且未使用过。",
  },
  "invalid-request.unchanged": {
    en: "The draft is the same as what is live. There is nothing to publish.",
    "zh-CN": "草稿与当前生效版本相同，没有可发布的修改。",
  },
  "invalid-pack.elsewhere": {
    en: "The draft was not published: {title} relies on what the draft changes and would have errors ({count}). The first: {fault}",
    "zh-CN": "草稿未发布：{title}依赖本草稿改动的内容，发布后将出现{count}个错误。第一个错误：{fault}",
  },
  "invalid-pack.draft": {
    en: "The draft has {count} errors and was not published. The first: {fault}",
    "zh-CN": "草稿存在{count}个错误，未发布。第一个错误：{fault}",
  },
  "invalid-pack": {
    en: "The pack has {count} problems and was not deployed. The first: {fault}",
    "zh-CN": "该规程包存在{count}个问题，未予部署。第一个问题：{fault}",
  },
  unavailable: {
    en: "This cannot be done at the moment. Nothing was changed; try again shortly.",
    "zh-CN": "暂时无法处理，未作任何更改，请稍后再试。",
  },
  "unavailable.unknown": {
    en: "It cannot be said whether this was done. Send the same command with the same idempotency key again to find out.",
    "zh-CN": "无法确定该操作是否已完成。请使用相同的幂等键重新提交以确认。",
  },
} as const satisfies { [key in RefusalCode | `${RefusalCode}.${string}`]?: Text } & Record<RefusalCode, Text>;

export type RefusalWords = keyof typeof refusalWords;

/**
 * Makes a refusal. `key` is a refusal code, or one with a dot and what tells its words apart; values fill the words.
 *
 * @example refusal("not-permitted", { roles: ["secretary"] }, { details: { roles: ["secretary"] } })
 */
export function refusal<Key extends RefusalWords>(
  key: Key,
  values: Readonly<Record<Placeholders<(typeof refusalWords)[Key]["en"]>, WordValue>>,
  more: { path?: string; details?: JsonObject } = {},
): Refusal {
  const code = key.split(".")[0] as RefusalCode;
  return { code, message: fill(refusalWords[key], values), ...more };
}
