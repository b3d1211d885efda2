import type { Text } from "../../engine/model/types.ts";
import { alignments, type Alignment } from "./canvas/geometry/align.ts";
import type { Heading } from "./canvas/geometry/neighbours.ts";
import type { CanvasHandle } from "./canvas/handle.ts";
import { chartOf } from "./chart-of.ts";
import type { Editor, EditorState } from "./document/editor.ts";

/** What an action acts on: the document, and the diagram where one is shown. */
export interface ActionHost {
  editor: Editor;
  canvas: CanvasHandle | null;
}

/**
 * Something that a person can have done in the designer. The menu of the diagram, its keys, their list and the palette are all made
 * from these.
 */
export interface Action {
  id: string;
  title: Text;
  group: ActionGroup;
  /** Ways to press it while the diagram has the focus, as {@link keyName} calls them; the first one is shown. */
  keys: readonly string[];
  /** Whether it makes sense now; one that does not is shown, but cannot be chosen. */
  enabled(state: EditorState): boolean;
  run(host: ActionHost): void;
}
export type ActionGroup = "edit" | "grow" | "clipboard" | "arrange" | "view" | "go" | "output";
export const actionGroups: Readonly<Record<ActionGroup, Text>> = {
  edit: { en: "Edit", "zh-CN": "编辑" },
  grow: { en: "Add", "zh-CN": "添加" },
  clipboard: { en: "Copy and paste", "zh-CN": "复制与粘贴" },
  arrange: { en: "Arrange", "zh-CN": "排列" },
  view: { en: "View", "zh-CN": "视图" },
  go: { en: "Go", "zh-CN": "移动选择" },
  output: { en: "Print and export", "zh-CN": "打印与导出" },
};

/** Said of an action that has no key: it is found in the palette by its title. */
export const inPalette: Text = { en: "Ctrl F, then >", "zh-CN": "Ctrl F 后输入 >" };

const always = (): boolean => true;
const writable = ({ readOnly }: EditorState): boolean => !readOnly;
const statePaths = ({ selection }: EditorState): string[] =>
  selection.flatMap((one) => (one.kind === "state" && one.path !== "" ? [one.path] : []));
const stateCount = (state: EditorState): number => statePaths(state).length;
const hasStates = (state: EditorState): boolean => stateCount(state) > 0;
const onCanvas = ({ selection }: EditorState): boolean =>
  selection.some(({ kind }) => kind === "state" || kind === "transition");
const one = (state: EditorState): boolean => state.selection.length === 1 && onCanvas(state);
const both =
  (...tests: ((state: EditorState) => boolean)[]) =>
  (state: EditorState): boolean =>
    tests.every((test) => test(state));
/** Only one stage is selected, and something can lead on from it. */
const leadsOn = (state: EditorState): boolean => {
  const [selected] = state.selection;
  if (state.selection.length !== 1 || selected?.kind !== "state") return false;
  const type = chartOf(state.document.definition).byPath.get(selected.path)?.type;
  return type !== undefined && type !== "final" && type !== "history";
};
const isContainer = (state: EditorState): boolean => {
  const [path] = statePaths(state);
  return (
    stateCount(state) === 1 &&
    (chartOf(state.document.definition).byPath.get(path!)?.children.length ?? 0) > 0
  );
};

function view(
  id: string,
  title: Text,
  group: ActionGroup,
  keys: readonly string[],
  enabled: (state: EditorState) => boolean,
  run: (canvas: CanvasHandle) => void,
): Action {
  return { id, title, group, keys, enabled, run: ({ canvas }) => canvas !== null && run(canvas) };
}

const alignWords: Record<Alignment, Text> = {
  left: { en: "Align left", "zh-CN": "左对齐" },
  center: { en: "Align centres", "zh-CN": "水平居中" },
  right: { en: "Align right", "zh-CN": "右对齐" },
  top: { en: "Align top", "zh-CN": "顶端对齐" },
  middle: { en: "Align middles", "zh-CN": "垂直居中" },
  bottom: { en: "Align bottom", "zh-CN": "底端对齐" },
};
const headings: [Heading, string, Text, Text][] = [
  ["right", "ArrowRight", { en: "Move right", "zh-CN": "右移" }, { en: "Go right", "zh-CN": "选择右侧" }],
  ["left", "ArrowLeft", { en: "Move left", "zh-CN": "左移" }, { en: "Go left", "zh-CN": "选择左侧" }],
  ["up", "ArrowUp", { en: "Move up", "zh-CN": "上移" }, { en: "Go up", "zh-CN": "选择上方" }],
  ["down", "ArrowDown", { en: "Move down", "zh-CN": "下移" }, { en: "Go down", "zh-CN": "选择下方" }],
];

/** Every action on the diagram, in the order in which they are shown. */
export const actions: readonly Action[] = [
  {
    id: "undo",
    title: { en: "Undo", "zh-CN": "撤销" },
    group: "edit",
    keys: ["Ctrl+z"],
    enabled: ({ done }) => done.length > 0,
    run: ({ editor }) => editor.undo(),
  },
  {
    id: "redo",
    title: { en: "Redo", "zh-CN": "重做" },
    group: "edit",
    keys: ["Ctrl+Shift+z", "Ctrl+y"],
    enabled: ({ undone }) => undone.length > 0,
    run: ({ editor }) => editor.redo(),
  },
  view(
    "append",
    { en: "Add what comes next …", "zh-CN": "添加后续…" },
    "grow",
    ["a", "+"],
    both(writable, leadsOn),
    (canvas) => canvas.append(),
  ),
  view(
    "connect",
    { en: "Connect to a stage …", "zh-CN": "连接到环节…" },
    "grow",
    ["c"],
    both(writable, leadsOn),
    (canvas) => canvas.connect(),
  ),
  {
    id: "add",
    title: { en: "Add a stage", "zh-CN": "新增环节" },
    group: "grow",
    keys: ["n"],
    enabled: writable,
    run: ({ editor }) => {
      const state = editor.state();
      const path = isContainer(state) ? statePaths(state)[0]! : "";
      editor.run("addState", { parent: path });
    },
  },
  view(
    "wrap",
    { en: "Group stages", "zh-CN": "编为一组" },
    "grow",
    ["Ctrl+g"],
    both(writable, hasStates),
    (canvas) => canvas.wrap(),
  ),
  {
    id: "initial",
    title: { en: "Begin here", "zh-CN": "设为起点" },
    group: "edit",
    keys: ["b"],
    enabled: (state) => writable(state) && stateCount(state) === 1 && state.selection.length === 1,
    run: ({ editor }) => void editor.run("setInitial", { path: statePaths(editor.state())[0]! }),
  },
  view("rename", { en: "Rename", "zh-CN": "改名" }, "edit", ["Enter", "F2"], both(writable, one), (canvas) =>
    canvas.rename(),
  ),
  view(
    "remove",
    { en: "Delete", "zh-CN": "删除" },
    "edit",
    ["Delete", "Backspace"],
    both(writable, onCanvas),
    (canvas) => canvas.remove(),
  ),
  view(
    "duplicate",
    { en: "Duplicate", "zh-CN": "创建副本" },
    "clipboard",
    ["Ctrl+d"],
    both(writable, hasStates),
    (canvas) => canvas.duplicate(),
  ),
  // Their keys are the browser's own, so that the clipboard can be used everywhere.
  view("copy", { en: "Copy", "zh-CN": "复制" }, "clipboard", ["Ctrl+c"], hasStates, (canvas) =>
    canvas.copy(),
  ),
  view("cut", { en: "Cut", "zh-CN": "剪切" }, "clipboard", ["Ctrl+x"], both(writable, hasStates), (canvas) =>
    canvas.cut(),
  ),
  view("paste", { en: "Paste", "zh-CN": "粘贴" }, "clipboard", ["Ctrl+v"], writable, (canvas) =>
    canvas.paste(),
  ),
  view("selectAll", { en: "Select all", "zh-CN": "全选" }, "edit", ["Ctrl+a"], always, (canvas) =>
    canvas.selectAll(),
  ),
  {
    id: "deselect",
    title: { en: "Select nothing", "zh-CN": "取消选择" },
    group: "edit",
    keys: ["Escape"],
    enabled: ({ selection }) => selection.length > 0,
    run: ({ editor }) => editor.select([]),
  },
  view(
    "arrange",
    { en: "Arrange everything automatically", "zh-CN": "全部自动布局" },
    "arrange",
    ["Ctrl+Shift+l"],
    writable,
    (canvas) => void canvas.arrange("all"),
  ),
  view(
    "arrangeSelection",
    { en: "Arrange what is selected automatically", "zh-CN": "自动布局所选环节" },
    "arrange",
    ["Ctrl+Shift+k"],
    (state) => writable(state) && stateCount(state) > 1,
    (canvas) => void canvas.arrange("selection"),
  ),
  ...alignments.map((how, place) =>
    view(
      `align-${how}`,
      alignWords[how],
      "arrange",
      [`Alt+${place + 1}`],
      (state) => writable(state) && stateCount(state) > 1,
      (canvas) => canvas.align(how),
    ),
  ),
  view(
    "distribute-level",
    { en: "Distribute across", "zh-CN": "横向等距分布" },
    "arrange",
    ["Alt+7"],
    (state) => writable(state) && stateCount(state) > 2,
    (canvas) => canvas.distribute("level"),
  ),
  view(
    "distribute-upright",
    { en: "Distribute downwards", "zh-CN": "纵向等距分布" },
    "arrange",
    ["Alt+8"],
    (state) => writable(state) && stateCount(state) > 2,
    (canvas) => canvas.distribute("upright"),
  ),
  ...headings.flatMap(([heading, key, move]) => [
    view(`move-${heading}`, move, "arrange", [`Alt+${key}`], both(writable, hasStates), (canvas) =>
      canvas.nudge(heading, false),
    ),
  ]),
  ...headings.map(([heading, key, , go]) =>
    view(`go-${heading}`, go, "go", [key], always, (canvas) => canvas.go(heading)),
  ),
  view(
    "nextWay",
    { en: "Next way on of this stage", "zh-CN": "该环节的下一个出口" },
    "go",
    ["w"],
    onCanvas,
    (canvas) => canvas.nextWay(1),
  ),
  view(
    "previousWay",
    { en: "Previous way on of this stage", "zh-CN": "该环节的上一个出口" },
    "go",
    ["Shift+w"],
    onCanvas,
    (canvas) => canvas.nextWay(-1),
  ),
  view("fit", { en: "Show all", "zh-CN": "显示全图" }, "view", ["Shift+1"], always, (canvas) => canvas.fit()),
  view(
    "fitSelection",
    { en: "Show what is selected", "zh-CN": "定位所选" },
    "view",
    ["Shift+2"],
    onCanvas,
    (canvas) => canvas.fitSelection(),
  ),
  view("larger", { en: "Larger", "zh-CN": "放大" }, "view", ["="], always, (canvas) => canvas.zoom(1.25)),
  view("smaller", { en: "Smaller", "zh-CN": "缩小" }, "view", ["-"], always, (canvas) => canvas.zoom(0.8)),
  view(
    "fold",
    { en: "Collapse or expand", "zh-CN": "收起或展开" },
    "view",
    ["f"],
    both(writable, isContainer),
    (canvas) => canvas.fold(),
  ),
  view(
    "drill",
    { en: "Show this group alone", "zh-CN": "单独显示该组" },
    "view",
    ["i"],
    isContainer,
    (canvas) => canvas.drill(true),
  ),
  view("back", { en: "Show what is around", "zh-CN": "返回上一层" }, "view", ["o"], always, (canvas) =>
    canvas.drill(false),
  ),
  view("turn", { en: "Across or downwards", "zh-CN": "横向／纵向" }, "view", ["t"], always, (canvas) =>
    canvas.turn(),
  ),
  view(
    "minimap",
    { en: "Show or hide the overview", "zh-CN": "显示或隐藏缩略图" },
    "view",
    ["m"],
    always,
    (canvas) => canvas.minimap(),
  ),
  view(
    "menu",
    { en: "All actions", "zh-CN": "全部操作" },
    "view",
    ["Shift+F10", "ContextMenu"],
    always,
    (canvas) => canvas.menu(),
  ),
  view("keys", { en: "Keys of the diagram", "zh-CN": "流程图快捷键" }, "view", ["?"], always, (canvas) =>
    canvas.keys(),
  ),
  view(
    "svg",
    { en: "Export as SVG", "zh-CN": "导出 SVG" },
    "output",
    [],
    always,
    (canvas) => void canvas.exportAs("svg"),
  ),
  view(
    "png",
    { en: "Export as PNG", "zh-CN": "导出 PNG" },
    "output",
    [],
    always,
    (canvas) => void canvas.exportAs("png"),
  ),
  view("print", { en: "Print the diagram", "zh-CN": "打印流程图" }, "output", ["Ctrl+p"], always, (canvas) =>
    canvas.print(),
  ),
];

const byKey = new Map(actions.flatMap((action) => action.keys.map((key) => [key, action] as const)));

/** How the key that was pressed is called: modifiers in a fixed order, letters in lower case. */
export function keyName(
  event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): string {
  // With Alt or Shift, digits are other signs on many keyboards.
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const key =
    digit !== undefined && (event.altKey || event.shiftKey)
      ? digit
      : event.key.length === 1
        ? event.key.toLowerCase()
        : event.key;
  const isSign = event.key.length === 1 && digit === undefined && !/[a-z]/i.test(event.key);
  return [
    event.ctrlKey || event.metaKey ? "Ctrl+" : "",
    event.altKey ? "Alt+" : "",
    event.shiftKey && !isSign ? "Shift+" : "",
    key,
  ].join("");
}

/** The action of a key; undefined where it has none. */
export function actionOf(event: Parameters<typeof keyName>[0]): Action | undefined {
  return byKey.get(keyName(event));
}

/** A key as people read it. */
export function keyWords(key: string): string {
  const names: Record<string, string> = {
    ArrowRight: "→",
    ArrowLeft: "←",
    ArrowUp: "↑",
    ArrowDown: "↓",
    Delete: "Del",
    Escape: "Esc",
  };
  return key
    .split(/\+(?=.)/)
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" ");
}
