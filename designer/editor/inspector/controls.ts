import type { Controls } from "./fields/control.ts";
import { ActionsControl } from "./fields/actions.tsx";
import { GuardControl } from "./fields/guard.tsx";
import { JsonControl, ListControl, MapControl, RecordControl, VariantsControl } from "./fields/groups.tsx";
import { NameControl, NamesControl } from "./fields/names.tsx";
import {
  AmountControl,
  ChoiceControl,
  ChoicesControl,
  FlagControl,
  LogicControl,
  MarkControl,
  NumberControl,
  ShareControl,
} from "./fields/simple.tsx";
import { LineControl, TextControl } from "./fields/texts.tsx";
import { SchemaControl } from "./data/SchemaEditor.tsx";

const elsewhere = (): null => null;

/** The control of each kind of shape. */
export const controls: Controls = {
  text: TextControl,
  line: LineControl,
  number: NumberControl,
  amount: AmountControl,
  share: ShareControl,
  flag: FlagControl,
  mark: MarkControl,
  choice: ChoiceControl,
  choices: ChoicesControl,
  name: NameControl,
  names: NamesControl,
  logic: LogicControl,
  template: LogicControl,
  record: RecordControl,
  map: MapControl,
  list: ListControl,
  variants: VariantsControl,
  schema: SchemaControl,
  actions: ActionsControl,
  guard: GuardControl,
  json: JsonControl,
  // The canvas and the form of the state edit these.
  ways: elsewhere,
  invocations: elsewhere,
  states: elsewhere,
};
