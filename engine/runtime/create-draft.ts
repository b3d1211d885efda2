import { refusal, type JsonObject } from "../model/index.ts";
import type { DraftRecord } from "../ports/index.ts";
import { titleOf } from "./change-draft.ts";
import { command } from "./command.ts";
import {
  contentIn,
  contentRefusal,
  formProblems,
  isRecord,
  newDefinition,
  procedureFile,
  proceduresIn,
} from "./draft-content.ts";
import { summaryOf } from "./drafts.ts";
import { editorOf, onlyEditors } from "./editors.ts";
import type { Runtime } from "./runtime.ts";
import type { DraftAnswer, DraftContent, NewDraft } from "./types.ts";
import { Refuse } from "./work.ts";

/** What an origin gives. Without a base the draft is one of the live version. */
interface Begun {
  procedure: string;
  content: DraftContent;
  base?: string | null;
}

/** Begins a draft. The first save makes its second revision. */
export async function createDraft(runtime: Runtime, asked: NewDraft): Promise<DraftAnswer> {
  const person = await editorOf(runtime, asked.by);
  if (person === null) return onlyEditors;
  const now = runtime.clock.now();
  const id = runtime.ids.next();
  try {
    const { procedure, content, base } = await begin(runtime, asked);
    const unfit = contentRefusal(content);
    if (unfit !== null) throw new Refuse(unfit);
    const live = await runtime.store.reader.live(procedure);
    const pack = await packIdFor(runtime, live, asked.pack);
    const title = titleOf(asked.title ?? defaultTitle(content, procedure));
    const stamp = { madeAt: now, madeBy: person.id, savedAt: now, savedBy: person.id };
    const record: DraftRecord = {
      id,
      procedure,
      pack,
      title,
      status: "open",
      base: base === undefined ? live : base,
      revision: 1,
      ...stamp,
      content: content as unknown as JsonObject,
    };
    return await command(runtime, async ({ tx }) => {
      if ((await tx.draft(id)) === null) await tx.insertDraft(record);
      return { ok: true as const, draft: summaryOf(record) };
    });
  } catch (fault) {
    if (fault instanceof Refuse) return { ok: false, refusal: fault.refusal };
    throw fault;
  }
}

async function begin(runtime: Runtime, { from, procedure }: NewDraft): Promise<Begun> {
  if ("file" in from) return ofFile(from.file, procedure);
  const id = idOf(procedure);
  const live = await runtime.store.reader.live(id);
  if ("nothing" in from) {
    if (live !== null) throw new Refuse(refusal("invalid-request.procedure-there", { procedure: id }));
    return { procedure: id, content: empty(newDefinition(id, from.nothing)) };
  }
  if ("content" in from) return { procedure: id, content: from.content, base: from.base };
  if ("version" in from) return { procedure: id, content: await deployed(runtime, from.version, id) };
  if (live === null) throw new Refuse(refusal("unknown-procedure", { procedure: id }));
  return { procedure: id, content: await deployed(runtime, live, id) };
}

async function deployed({ store }: Runtime, digest: string, procedure: string): Promise<DraftContent> {
  const content = contentIn((await store.reader.pack(digest))?.files ?? {}, procedure);
  if (content === null) throw new Refuse(refusal("unknown-procedure.version", { digest, procedure }));
  return content;
}

/** A draft of a file. What has the id of a procedure and not its form is kept as text, for its owner to mend. */
function ofFile(text: string, wanted: string | undefined): Begun {
  const value = readable(text);
  const files = value["files"];
  if (isRecord(files) && value["machine"] === undefined) return ofPack(files, wanted);
  const id = value["id"];
  if (typeof id !== "string" || !isRecord(value["machine"]))
    throw noProcedure("it has no id or no machine", "缺少标识（id）或状态机（machine）");
  if (wanted !== undefined && wanted !== id)
    throw noProcedure(`it is of the procedure “${id.slice(0, 60)}”`, `它是规程“${id.slice(0, 60)}”的文件`);
  return { procedure: idOf(id), content: contentOf(id, text, value) };
}

function ofPack(given: JsonObject, wanted: string | undefined): Begun {
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries(given))
    if (typeof text === "string") files[path] = text;
    else throw noProcedure(`${path.slice(0, 60)} is no text`, `${path.slice(0, 60)}不是文本`);
  const procedures = proceduresIn(files);
  const id = wanted ?? procedures[0];
  if (id === undefined || !procedures.includes(id))
    throw noProcedure("the pack does not have it", "规程包中没有该规程");
  if (wanted === undefined && procedures.length > 1)
    throw new Refuse(refusal("invalid-request.which", { procedures }, { details: { procedures } }));
  const text = files[procedureFile(id)] ?? "";
  const { layout, scenarios } = contentIn(files, id) ?? empty({});
  return { procedure: idOf(id), content: { ...contentOf(id, text, readable(text)), layout, scenarios } };
}

function contentOf(id: string, text: string, value: JsonObject): DraftContent {
  const title = { en: id, "zh-CN": id };
  return formProblems(id, text).length === 0 ? empty(value) : { ...empty(newDefinition(id, title)), text };
}

/** The JSON object that a file holds. Throws {@link Refuse} with the place of what is wrong. */
function readable(text: string): JsonObject {
  const [fault] = formProblems("file", text).filter(({ code }) => unreadable.has(code));
  if (fault !== undefined)
    throw new Refuse(
      refusal(
        "invalid-request.file",
        { fault: fault.message },
        { path: "/from/file", details: { code: fault.code } },
      ),
    );
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw noProcedure("it is JSON, but no object", "内容为JSON，但不是对象");
  return value;
}

/** Problems of a text that cannot be kept as a draft either: nobody could say what it means. */
const unreadable = new Set([
  "not-json",
  "duplicate-key",
  "forbidden-key",
  "bad-characters",
  "too-deep",
  "inexact-number",
  "file-too-large",
  "too-many-files",
]);

function noProcedure(en: string, zh: string): Refuse {
  const fault = { en: `${en}.`, "zh-CN": `${zh}。` };
  return new Refuse(refusal("invalid-request.file", { fault }, { path: "/from/file" }));
}

function idOf(procedure: string | undefined): string {
  if (procedure !== undefined && /^[a-z][a-z0-9-]{0,99}$/.test(procedure)) return procedure;
  const found = (procedure ?? "").slice(0, 60);
  throw new Refuse(refusal("invalid-request.procedure-id", { found }, { path: "/procedure" }));
}

const empty = (definition: JsonObject): DraftContent => ({
  definition,
  layout: { states: {} },
  scenarios: null,
});

/** The title of the procedure, so that a draft that nobody has named can be told from those of others. */
function defaultTitle({ definition }: DraftContent, procedure: string): string {
  const { title } = definition;
  const text = isRecord(title) ? (title["zh-CN"] ?? title["en"]) : null;
  return typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, 200) : procedure;
}

/** The pack that a procedure belongs to: that in which it is live, or that which is meant for a new one. */
async function packIdFor(
  { store: { reader } }: Runtime,
  live: string | null,
  wanted: string | undefined,
): Promise<string> {
  if (live !== null) return (await reader.pack(live))?.id ?? "";
  const digests = new Set((await reader.liveProcedures()).map(({ digest }) => digest));
  const ids = new Set((await reader.packs()).filter(({ digest }) => digests.has(digest)).map(({ id }) => id));
  const [only] = ids;
  if (wanted !== undefined && ids.has(wanted)) return wanted;
  if (wanted === undefined && ids.size === 1 && only !== undefined) return only;
  throw new Refuse(refusal("invalid-request.pack", { packs: [...ids] }, { path: "/pack" }));
}
