import type { Severity, Text } from "./types.ts";

/** What is told to whoever writes a definition: what is wrong at the place, and what would be right there. */
export const problemWords = {
  "not-json": {
    severity: "error",
    en: "This is no JSON at line {line}, column {column}: “{found}” cannot stand here.",
    "zh-CN": "第{line}行第{column}列不是合法的JSON：此处不能是“{found}”。",
  },
  "duplicate-key": {
    severity: "error",
    en: "“{found}” is written twice in the same object (line {line}, column {column}); only one of them would count.",
    "zh-CN": "同一对象中“{found}”出现两次（第{line}行第{column}列），只有一个会生效。",
  },
  "forbidden-key": {
    severity: "error",
    en: "“{found}” may not be used as a name (line {line}, column {column}). Choose another.",
    "zh-CN": "不得以“{found}”为名称（第{line}行第{column}列），请换用其他名称。",
  },
  "bad-characters": {
    severity: "error",
    en: "The text in line {line}, column {column} has characters that cannot be stored. Write it anew.",
    "zh-CN": "第{line}行第{column}列的文本含有无法保存的字符，请重新书写。",
  },
  "too-deep": {
    severity: "error",
    en: "Line {line}, column {column} is nested more than 64 levels deep. Flatten it.",
    "zh-CN": "第{line}行第{column}列嵌套超过64层，请减少嵌套。",
  },
  "inexact-number": {
    severity: "error",
    en: "{found} (line {line}, column {column}) is a number that cannot be kept exactly. Write it as a text.",
    "zh-CN": "{found}（第{line}行第{column}列）无法精确保存，请写成文本。",
  },
  "integer-key": {
    severity: "error",
    en: "“{found}” as a name would change its place among the others, and order has meaning. Let it begin with a letter.",
    "zh-CN": "以“{found}”为名称会改变顺序，而顺序有意义。名称请以字母开头。",
  },
  "missing-folder": { severity: "error", en: "There is no folder {name}.", "zh-CN": "没有文件夹{name}。" },
  "no-pack-file": {
    severity: "error",
    en: "The file is no pack: it should be JSON with “files”: the text of each by its path.",
    "zh-CN": "该文件不是规程包：应为含有“files”的JSON，以路径为键、文件文本为值。",
  },
  "link-outside": {
    severity: "error",
    en: "{name} is a link that leads out of the folder of the pack, or nowhere. Put the file itself there.",
    "zh-CN": "{name}是指向规程包文件夹之外或不存在文件的链接，请放入文件本身。",
  },
  "file-too-large": {
    severity: "error",
    en: "The file is larger than {limit} bytes. Divide it.",
    "zh-CN": "文件超过{limit}字节，请拆分。",
  },
  "too-many-files": {
    severity: "error",
    en: "The pack has more than {limit} files, or they are too large together. Divide it into several packs.",
    "zh-CN": "规程包文件超过{limit}个或总量过大，请拆分为多个规程包。",
  },
  "not-utf-8": {
    severity: "error",
    en: "The file is not written in UTF-8. Save it as UTF-8.",
    "zh-CN": "文件不是UTF-8编码，请以UTF-8保存。",
  },
  "missing-file": {
    severity: "error",
    en: "The pack has no file {name}.",
    "zh-CN": "规程包缺少文件{name}。",
  },
  "unknown-file": {
    severity: "error",
    en: "{name} is no file of a pack. A pack has pack.json, directory.json, and files such as procedures/<id>.json, scenarios/<id>.json, layouts/<id>.json, registers/<id>.json, calendars/<id>.json.",
    "zh-CN":
      "{name}不是规程包文件。规程包由pack.json、directory.json以及procedures/<id>.json、scenarios/<id>.json、layouts/<id>.json、registers/<id>.json、calendars/<id>.json等组成。",
  },
  "id-not-file-name": {
    severity: "error",
    en: "The id “{found}” is not the name of the file. It should be “{expected}”.",
    "zh-CN": "标识“{found}”与文件名不符，应为“{expected}”。",
  },

  "wrong-type": { severity: "error", en: "This must be {expected}.", "zh-CN": "此处应为{expected}。" },
  "wrong-value": {
    severity: "error",
    en: "“{found}” is none of the possible values. {hint}",
    "zh-CN": "“{found}”不是可用的值。{hint}",
  },
  "missing-key": { severity: "error", en: "“{key}” is missing here.", "zh-CN": "此处缺少“{key}”。" },
  "missing-key-beside": {
    severity: "error",
    en: "Where “{beside}” is given, “{key}” is needed as well.",
    "zh-CN": "有“{beside}”时须同时有“{key}”。",
  },
  "missing-translation": {
    severity: "error",
    en: "This text must be there in both languages, English (en) and Chinese (zh-CN).",
    "zh-CN": "此文本须同时提供英文（en）和中文（zh-CN）。",
  },
  "unknown-key": {
    severity: "error",
    en: "“{key}” has no meaning here. {hint}",
    "zh-CN": "“{key}”在此没有意义。{hint}",
  },
  "refused-in-machine": {
    severity: "error",
    en: "“{key}” may not be used in a machine: the engine keeps data, ids and communication itself. Leave it out.",
    "zh-CN": "状态图中不得使用“{key}”：数据、标识与通信由引擎管理，请删去。",
  },
  "bad-name": {
    severity: "error",
    en: "“{found}” is no name that can be used here. Names begin with a letter and have letters, digits, - and _.",
    "zh-CN": "“{found}”不能作为此处的名称。名称以字母开头，由字母、数字、-与_组成。",
  },
  "bad-text": {
    severity: "error",
    en: "“{found}” is not written as it should be. Expected: {expected}",
    "zh-CN": "“{found}”的写法不符。应为：{expected}",
  },
  "not-together": {
    severity: "error",
    en: "These cannot stand together: {keys}. Leave one out.",
    "zh-CN": "以下不能同时出现：{keys}，请删去其一。",
  },
  "too-few": {
    severity: "error",
    en: "There must be at least {limit} here.",
    "zh-CN": "此处至少为{limit}。",
  },
  "too-many": { severity: "error", en: "There may be at most {limit} here.", "zh-CN": "此处至多为{limit}。" },
  "too-small": { severity: "error", en: "This must be more than {limit}.", "zh-CN": "此处必须大于{limit}。" },
  "too-great": { severity: "error", en: "This must be less than {limit}.", "zh-CN": "此处必须小于{limit}。" },
  twice: {
    severity: "error",
    en: "“{found}” stands here twice. Leave one out.",
    "zh-CN": "“{found}”重复出现，请删去一个。",
  },

  "unknown-ballot": {
    severity: "error",
    en: "There is no ballot “{name}”. {hint}",
    "zh-CN": "没有表决“{name}”。{hint}",
  },
  "unknown-calendar": {
    severity: "error",
    en: "There is no calendar “{name}” in calendars/. {hint}",
    "zh-CN": "calendars/中没有日历“{name}”。{hint}",
  },
  "unknown-choice": {
    severity: "error",
    en: "“{name}” is none of the choices. {hint}",
    "zh-CN": "“{name}”不是可选项。{hint}",
  },
  "unknown-class": {
    severity: "error",
    en: "There is no confidentiality class “{name}”. {hint}",
    "zh-CN": "没有保密类别“{name}”。{hint}",
  },
  "unknown-clock": {
    severity: "error",
    en: "There is no clock “{name}”. {hint}",
    "zh-CN": "没有时限“{name}”。{hint}",
  },
  "unknown-hold": {
    severity: "error",
    en: "There is no hold “{name}”. {hint}",
    "zh-CN": "没有中止事项“{name}”。{hint}",
  },
  "unknown-decision": {
    severity: "error",
    en: "There is no decision table “{name}”. {hint}",
    "zh-CN": "没有决策表“{name}”。{hint}",
  },
  "unknown-delay": {
    severity: "error",
    en: "There is no delay “{name}”. {hint}",
    "zh-CN": "没有期限“{name}”。{hint}",
  },
  "unknown-event": {
    severity: "error",
    en: "There is no event “{name}”. {hint}",
    "zh-CN": "没有事件“{name}”。{hint}",
  },
  "unknown-fact": {
    severity: "error",
    en: "There is no fact “{name}”. {hint}",
    "zh-CN": "没有案外事实“{name}”。{hint}",
  },
  "unknown-field": {
    severity: "error",
    en: "There is no field “{name}”. {hint}",
    "zh-CN": "没有字段“{name}”。{hint}",
  },
  "unknown-format": {
    severity: "error",
    en: "There is no format “{name}”. {hint}",
    "zh-CN": "没有格式“{name}”。{hint}",
  },
  "unknown-link": {
    severity: "error",
    en: "No case is opened here under the link “{name}”. {hint}",
    "zh-CN": "此处没有以“{name}”为关联名发起的案件。{hint}",
  },
  "unknown-message": {
    severity: "error",
    en: "There is no message “{name}”. {hint}",
    "zh-CN": "没有通知文本“{name}”。{hint}",
  },
  "unknown-notice": {
    severity: "error",
    en: "There is no notice “{name}” under `public`. {hint}",
    "zh-CN": "`public`中没有公告“{name}”。{hint}",
  },
  "unknown-obligation": {
    severity: "error",
    en: "There is no obligation “{name}” under `obligations`. {hint}",
    "zh-CN": "`obligations`中没有义务“{name}”。{hint}",
  },
  "unknown-operator": {
    severity: "error",
    en: "There is no operator “{name}”. {hint}",
    "zh-CN": "没有运算符“{name}”。{hint}",
  },
  "unknown-output": {
    severity: "error",
    en: "The table has no output “{name}”. {hint}",
    "zh-CN": "该决策表没有输出“{name}”。{hint}",
  },
  "unknown-parameter": {
    severity: "error",
    en: "There is no parameter “{name}”. {hint}",
    "zh-CN": "没有参数“{name}”。{hint}",
  },
  "unknown-path": {
    severity: "error",
    en: "Nothing can be read at “{name}” here. {hint}",
    "zh-CN": "此处无法读取“{name}”。{hint}",
  },
  "unknown-person": {
    severity: "error",
    en: "There is no person “{name}” in the directory. {hint}",
    "zh-CN": "人员目录中没有“{name}”。{hint}",
  },
  "unknown-procedure": {
    severity: "error",
    en: "There is no procedure “{name}” in this pack. {hint}",
    "zh-CN": "本规程包中没有规程“{name}”。{hint}",
  },
  "unknown-register": {
    severity: "error",
    en: "There is no register “{name}”. {hint}",
    "zh-CN": "没有名录“{name}”。{hint}",
  },
  "unknown-role": {
    severity: "error",
    en: "There is no role “{name}”. {hint}",
    "zh-CN": "没有角色“{name}”。{hint}",
  },
  "unknown-rule": {
    severity: "error",
    en: "There is no rule “{name}”. {hint}",
    "zh-CN": "没有规则“{name}”。{hint}",
  },
  "unknown-state": {
    severity: "error",
    en: "There is no state “{name}”. {hint}",
    "zh-CN": "没有状态“{name}”。{hint}",
  },
  "unknown-unit": {
    severity: "error",
    en: "There is no unit of time “{name}”. {hint}",
    "zh-CN": "没有时间单位“{name}”。{hint}",
  },

  "not-logic": {
    severity: "error",
    en: 'An object in logic has exactly one key, an operator. To mean the object itself, write it inside "literal".',
    "zh-CN": '逻辑中的对象只能有一个键，即运算符。若要表示对象本身，请写在"literal"之内。',
  },
  "wrong-arity": {
    severity: "error",
    en: "“{name}” takes {wanted} arguments; here are {found}.",
    "zh-CN": "“{name}”需要{wanted}个参数，此处有{found}个。",
  },
  "computed-path": {
    severity: "error",
    en: "The path must be written out, so that it can be checked.",
    "zh-CN": "路径须直接写出，以便校验。",
  },
  "computed-name": {
    severity: "error",
    en: "The name must be written out, so that it can be checked.",
    "zh-CN": "名称须直接写出，以便校验。",
  },
  "circular-rules": {
    severity: "error",
    en: "Rules may not name each other in a circle: {names}.",
    "zh-CN": "规则不得循环引用：{names}。",
  },
  "compares-missing": {
    severity: "warning",
    en: "“{name}” may be missing here, and a missing value counts as 0. Test first that it is there, or give a default.",
    "zh-CN": "“{name}”在此可能缺失，缺失值按0计。请先判断其存在，或给出默认值。",
  },
  "in-text": {
    severity: "warning",
    en: "{name} may be a text, and then “in” looks for a part of it, not for an entry. Use a list.",
    "zh-CN": "{name}可能是文本，此时“in”查找的是其中一段而非列表项。请使用列表。",
  },
  "all-of-none": {
    severity: "warning",
    en: "“all” is false for an empty list. Test the size as well, or give the list a minItems of 1 or more.",
    "zh-CN": "列表为空时“all”为假。请同时判断长度，或将列表的minItems设为1以上。",
  },
  "event-lacks": {
    severity: "warning",
    en: "Rule “{rule}” reads “{name}”, which no event that leads here has.",
    "zh-CN": "规则“{rule}”读取“{name}”，而到达此处的事件均不含该内容。",
  },

  "reserved-role": {
    severity: "error",
    en: "“{name}” is a role of the engine itself and may not be declared.",
    "zh-CN": "“{name}”是引擎自身的角色，不得声明。",
  },
  "declared-twice": {
    severity: "error",
    en: "“{name}” is declared in the pack as well. Declare it in one place.",
    "zh-CN": "“{name}”在规程包中也已声明，请只在一处声明。",
  },
  "role-of-both": {
    severity: "error",
    en: "A role is either `is` or `rows`, not both.",
    "zh-CN": "角色只能取`is`或`rows`之一。",
  },
  "payload-type": {
    severity: "error",
    en: "A field that an event or the opening gives may not be called “type”, which is the name of the event.",
    "zh-CN": "事件载荷或发起时填写的字段不得名为“type”，该名称用于事件本身。",
  },
  "paths-overlap": {
    severity: "error",
    en: "“{name}” lies inside “{outer}”, which is written as well. Write only one of them.",
    "zh-CN": "“{name}”位于同时写入的“{outer}”之内，请只写其一。",
  },
  "wrong-constant": {
    severity: "error",
    en: "{name} does not fit this field. {hint}",
    "zh-CN": "{name}不符合该字段。{hint}",
  },
  "not-a-list": { severity: "error", en: "“{name}” is no list.", "zh-CN": "“{name}”不是列表。" },
  "unknown-reference": {
    severity: "error",
    en: "There is no schema “{name}” under $defs. {hint}",
    "zh-CN": "$defs中没有“{name}”。{hint}",
  },
  "unknown-required": {
    severity: "error",
    en: "“{name}” is required, but no such field is described. {hint}",
    "zh-CN": "“{name}”为必填，但未描述该字段。{hint}",
  },
  "bad-pattern": {
    severity: "error",
    en: "This pattern is no regular expression: {name}",
    "zh-CN": "该模式不是合法的正则表达式：{name}",
  },
  "slow-pattern": {
    severity: "error",
    en: "This pattern could take very long on some texts. Repeat nothing that repeats inside, and use `*` or `+` at most twice.",
    "zh-CN": "该模式在某些文本上可能极慢。不要嵌套重复，`*`与`+`合计至多两次。",
  },
  "lonely-keyword": {
    severity: "error",
    en: "“{name}” means nothing without “{beside}”.",
    "zh-CN": "没有“{beside}”时“{name}”不起作用。",
  },
  "unbounded-parameter": {
    severity: "warning",
    en: "The parameter should have a minimum and a maximum, so that it can be checked over its whole range.",
    "zh-CN": "参数应有minimum与maximum，以便在整个取值范围内校验。",
  },
  "unknown-time-zone": {
    severity: "error",
    en: "There is no time zone “{name}”. Write one such as Asia/Shanghai.",
    "zh-CN": "没有时区“{name}”，请写如Asia/Shanghai。",
  },
  "bad-days": {
    severity: "error",
    en: "“{name}” is no day or interval of the year {year}.",
    "zh-CN": "“{name}”不是{year}年的日期或区间。",
  },
  "bad-placeholder": {
    severity: "error",
    en: "“{name}” is no placeholder. Write a path in braces, such as {example}.",
    "zh-CN": "“{name}”不是占位符。请在花括号中写路径，如{example}。",
  },
  "wrong-width": {
    severity: "error",
    en: "There must be {wanted} values here, one for each of the {of}; there are {found}.",
    "zh-CN": "此处应有{wanted}个值，与{of}一一对应；现有{found}个。",
  },
  "aggregate-without-collect": {
    severity: "error",
    en: "“aggregate” goes with the hit policy collect only.",
    "zh-CN": "“aggregate”仅用于命中策略collect。",
  },
  "missing-priorities": {
    severity: "error",
    en: "The hit policy “{name}” ranks its hits, so at least one output needs priorities.",
    "zh-CN": "命中策略“{name}”需要排序，至少一个输出须有priorities。",
  },
  "confidential-published": {
    severity: "error",
    en: "“{name}” is confidential and may not be published.",
    "zh-CN": "“{name}”属保密内容，不得公开。",
  },
  "choices-misplaced": {
    severity: "error",
    en: "Choices are for fields of the data or of a payload; nobody fills in a form here.",
    "zh-CN": "“choices”仅用于数据或事件内容的字段；此处没有表单。",
  },
  "choices-of-cases": {
    severity: "error",
    en: "The fact “{name}” looks at other cases, and who may see what stands in them is not known where choices are offered.",
    "zh-CN": "事实“{name}”取自其他案件，提供备选项时无从判断何人可见，不得使用。",
  },
  "event-twice": {
    severity: "error",
    en: "The event “{name}” is used for two things that need one each.",
    "zh-CN": "事件“{name}”被用于两处，须各用其一。",
  },

  "stage-in-stage": {
    severity: "error",
    en: "The stage “{name}” lies inside another stage of the same return, so that neither comes before the other.",
    "zh-CN": "阶段“{name}”位于同一退回的另一阶段之内，两者不分先后。",
  },

  "too-many-states": {
    severity: "error",
    en: "The machine has {found} states; at most {limit} are taken. Divide it, for example into child cases.",
    "zh-CN": "状态图有{found}个状态，最多{limit}个。请拆分，例如改用子案件。",
  },
  "machine-id": {
    severity: "error",
    en: "The machine's id must be the procedure's: “{expected}”.",
    "zh-CN": "状态图的id须与规程一致：“{expected}”。",
  },
  "unknown-target": {
    severity: "error",
    en: "“{name}” leads to no state. Write a sibling's name, .child, or #{machine}.path. {hint}",
    "zh-CN": "“{name}”没有对应的状态。请写同级状态名、.子状态或#{machine}.路径。{hint}",
  },
  "unknown-initial": {
    severity: "error",
    en: "“{name}” is no state inside this one. {hint}",
    "zh-CN": "“{name}”不是其内部状态。{hint}",
  },
  "missing-initial": {
    severity: "error",
    en: "A state with states inside needs “initial”: which of them is entered first? {hint}",
    "zh-CN": "含内部状态的状态须有“initial”：首先进入哪一个？{hint}",
  },
  misplaced: {
    severity: "error",
    en: "“{name}” has no meaning in a state of the type {type}. Leave it out.",
    "zh-CN": "“{name}”在{type}类型的状态中没有意义，请删去。",
  },
  "always-without-end": {
    severity: "error",
    en: "A transition under always needs a guard or a target, or it would be taken for ever.",
    "zh-CN": "always下的迁移须有guard或target，否则会无限执行。",
  },
  "legal-by-lapse": {
    severity: "error",
    en: "Nothing may pass a legal decision by lapse of time. Leave this out, or name the law that says so in meta.lapse.",
    "zh-CN": "法定决定不得因时间经过而越过。请删去，或在meta.lapse中注明法律依据。",
  },
  "nothing-to-take": {
    severity: "error",
    en: "The state {state} has no transition of its own on {name} that the engine could take.",
    "zh-CN": "状态{state}自身没有{name}的迁移，系统无从执行。",
  },
  "legal-by-nobody": {
    severity: "error",
    en: "A legal decision is made by somebody who makes it: the engine may not pass it for a repeated, own or missing approver.",
    "zh-CN": "法定决定须由办理人作出：不得因重复、本人或空缺审批人而由系统自动通过。",
  },
  "nothing-to-take-back": {
    severity: "error",
    en: "“{name}” leads from no stage to another at which the case would wait, so that there is nothing to take back.",
    "zh-CN": "“{name}”没有将案件送至其他等待办理的环节，无可拿回。",
  },
  "taken-back-from-several": {
    severity: "error",
    en: "“{state}” has stages inside, and it would not be known to which of them the case goes back. Name what is sent from one stage, as EVENT@stage.",
    "zh-CN": "“{state}”含有内部环节，无法确定拿回至哪一环节。请以“事件@环节”指明单一环节。",
  },
  "taken-back-out-of-regions": {
    severity: "error",
    en: "What is sent from “{state}” ends all regions of “{parallel}”, and the others could not be entered again as they were.",
    "zh-CN": "从“{state}”发出的事件会结束“{parallel}”的全部分支，其他分支无法恢复原状。",
  },
  "legal-taken-back": {
    severity: "error",
    en: "What is sent from “{state}” makes a legal decision, and that is not taken back: revoking it is a procedure of its own.",
    "zh-CN": "从“{state}”发出的事件作出法定决定，不得拿回；撤销决定须另行规定程序。",
  },
  "cannot-be-taken-back": {
    severity: "error",
    en: "What is sent from “{state}” {does}, and that cannot be taken back. Do that at a later stage, or name what is sent from other stages alone.",
    "zh-CN": "从“{state}”发出的事件会{does}，无法拿回。请移至后续环节，或仅列出其他环节的事件。",
  },
  "taken-back-untold": {
    severity: "error",
    en: "What is sent from “{state}” tells people. Name a message by which they learn that it was taken back.",
    "zh-CN": "从“{state}”发出的事件会发送通知。请以message指明告知其已拿回的消息。",
  },
  "appeal-without-clock": {
    severity: "error",
    en: "There is no clock whose lights could be appealed against. Declare one, or leave this out.",
    "zh-CN": "没有可申诉的计时。请声明计时，或删去此项。",
  },
  "appeal-forbidden": {
    severity: "error",
    en: "“common” forbids appeals against lights, and this clock allows them. One of the two has to go.",
    "zh-CN": "通用规定禁止对亮灯申诉，而该计时允许申诉，请删去其一。",
  },
  "appeal-by-deciders": {
    severity: "warning",
    en: "Whom the case names may appeal and is to decide, and nobody decides their own appeal. Name somebody else under to.",
    "zh-CN": "可申诉者与裁定者均为案件确定的同一人员，而申诉人不得裁定自己的申诉。请在to中另行指定。",
  },
  "reminder-without-unit": {
    severity: "error",
    en: "A reminder is counted in the unit of the period, and this one has a date in place of a length.",
    "zh-CN": "提醒以期限的单位计算，而该期限是日期，没有单位。",
  },
  "reminder-too-early": {
    severity: "error",
    en: "This reminder would come before the time begins, which is {limit} long.",
    "zh-CN": "期限仅{limit}，该提醒将早于起算时间。",
  },
  "missing-payload": {
    severity: "error",
    en: "{event} cannot be sent without {name}; say it under with.",
    "zh-CN": "{event}须提交{name}，请在with中写明。",
  },
  "never-taken": {
    severity: "warning",
    en: "This is never taken: the one before it has no guard.",
    "zh-CN": "此迁移永不发生：其前一迁移没有条件。",
  },
  "unreachable-state": {
    severity: "warning",
    en: "No transition leads to the state “{name}”.",
    "zh-CN": "没有迁移到达状态“{name}”。",
  },
  "invoked-twice": {
    severity: "error",
    en: "“{name}” is invoked in “{other}” as well, which can be active at the same time. One answer would end both.",
    "zh-CN": "“{name}”在可同时活动的“{other}”中也被调用，一个答复会结束两者。",
  },
  "regions-race": {
    severity: "warning",
    en: "This reads “{name}”, which “{other}” may write in the same moment: it sees what was there before. Let one wait for the other.",
    "zh-CN": "此处读取“{name}”，而“{other}”可能同时写入：读到的是之前的值。请使其中一个等待另一个。",
  },
  "ballots-collide": {
    severity: "error",
    en: "The ballot “{other}” can be open at the same time and is cast with “{event}” too. Give each an event of its own.",
    "zh-CN": "表决“{other}”可能同时进行，且也以“{event}”投票。请各用不同事件。",
  },
  "procedures-in-a-circle": {
    severity: "error",
    en: "These procedures open each other without a guard or a person between, so it would never end: {names}.",
    "zh-CN": "这些规程在没有条件或人员介入的情况下相互发起，将永无止境：{names}。",
  },
  unopened: {
    severity: "error",
    en: "“{name}” cannot be given when the case is opened: it is read-only or unknown. {hint}",
    "zh-CN": "“{name}”不能在发起时填写：只读或不存在。{hint}",
  },
  "schedule-twice": {
    severity: "error",
    en: "The schedule “{name}” is there twice.",
    "zh-CN": "计划“{name}”重复。",
  },
  "layout-of-nothing": {
    severity: "warning",
    en: "The pack has no procedure {name}, so this layout shows nothing. Remove the file.",
    "zh-CN": "规程包中没有规程{name}，该布局无所指，请删除此文件。",
  },
  "layout-of-gone-state": {
    severity: "warning",
    en: "The procedure has no state {name}; what the layout says of it shows nowhere.",
    "zh-CN": "规程中没有状态{name}，布局中的这一项不起作用。",
  },
} as const satisfies Record<string, Text & { severity: Severity }>;
