import { compileMachine, type Machine } from "../machine/index.ts";
import { procedureChart, type Chart, type JsonObject, type Pack, type Procedure } from "../model/index.ts";
import type { SchemaValidator } from "../ports/index.ts";
import { createRules, type Rules } from "../rules/index.ts";
import { createZone, type Zone } from "../time/index.ts";

/** A procedure of one pack under one set of parameter values: what a case is pinned to. Shared by all its cases. */
export interface Definition {
  pack: Pack;
  procedure: Procedure;
  parameters: JsonObject;
  machine: Machine;
  /** The procedure's named rules and tables, for the `where` of facts, confidential classes and schedules. */
  rules: Rules;
  zone: Zone;
  chart: Chart;
  /** Digest of the pack whose calendar counts, where that has grown since `pack` was deployed; `pack` has it already. */
  calendar?: string;
}

/**
 * Compiles procedures, each once for a pack and parameter values, and keeps what it made for as long as somebody holds the pack. It
 * depends on nothing else, so that engines of one program may share one: each scenario that is played has an engine of its own.
 */
export class Compiler {
  readonly validator: SchemaValidator;
  private readonly made = new WeakMap<Pack, Map<string, Definition>>();

  constructor(validator: SchemaValidator) {
    this.validator = validator;
  }

  /** Throws where a procedure cannot be compiled; the checker finds such faults before. */
  compile(pack: Pack, procedureId: string, parameters: JsonObject): Definition {
    const made = this.made.get(pack) ?? new Map<string, Definition>();
    this.made.set(pack, made);
    const name = `${procedureId} ${JSON.stringify(parameters)}`;
    const known = made.get(name);
    if (known !== undefined) return known;
    const definition = this.make(pack, procedureId, parameters);
    made.set(name, definition);
    return definition;
  }

  private make(pack: Pack, procedureId: string, parameters: JsonObject): Definition {
    const procedure = Object.hasOwn(pack.procedures, procedureId) ? pack.procedures[procedureId] : undefined;
    if (procedure === undefined) throw new Error(`The pack ${pack.id} has no procedure ${procedureId}`);
    const calendar = pack.calendars[pack.calendar];
    if (calendar === undefined) throw new Error(`The pack ${pack.id} has no calendar ${pack.calendar}`);
    const zone = createZone(pack.timeZone, calendar);
    const { rules, decisions } = procedure;
    return {
      pack,
      procedure,
      parameters,
      machine: compileMachine(pack, procedureId, parameters, { validator: this.validator }),
      rules: createRules({ rules, decisions, zone }),
      zone,
      chart: procedureChart(procedure),
    };
  }
}
