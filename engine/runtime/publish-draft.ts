import { parsePack, refusal, type JsonObject, type Problem, type Refused } from "../model/index.ts";
import type { DraftRecord, PackRecord, PackSummary, Reader } from "../ports/index.ts";
import { filesWith, layoutFile, procedureFile, scenariosFile, titleOfFile } from "./draft-content.ts";
import { deployPack } from "./deploy.ts";
import { summaryOf, writable } from "./drafts.ts";
import { editorOf } from "./editors.ts";
import type { Runtime } from "./runtime.ts";
import { isHigher, nextVersion } from "./semver.ts";
import type { DraftContent, Publication, Published } from "./types.ts";
import { Refuse } from "./work.ts";

const longestNote = 2000;

/**
 * Puts a draft into the live pack in place of what is there and deploys that as its next version. Refused while the pack would
 * have errors, and where somebody has published the procedure since the draft was begun, unless `base` says that it is known.
 * Draft and pack are written in one transaction.
 */
export async function publishDraft(runtime: Runtime, asked: Publication): Promise<Published> {
  const person = await editorOf(runtime, asked.by);
  const { reader } = runtime.store;
  try {
    const draft = await writable(runtime, reader, person, asked);
    const note = noteOf(asked.note);
    const { live, of } = await livePack(reader, draft);
    await admitBase(runtime, draft, of, asked.base);
    const version = await versionFor(reader, live, asked.version);
    const content = draft.content as unknown as DraftContent;
    const files = filesWith(live.files, draft.procedure, content);
    if (of !== null && JSON.stringify(files) === JSON.stringify(live.files))
      throw new Refuse(refusal("invalid-request.unchanged", {}));
    const read = parsePack({
      ...files,
      "pack.json": versioned(files["pack.json"] ?? "", live.version, version),
    });
    if (!read.ok) return withErrors(read.problems, draft, files);
    const now = runtime.clock.now();
    const closed: DraftRecord = {
      ...draft,
      status: "published",
      revision: draft.revision + 1,
      savedAt: now,
      savedBy: person!.id,
      published: read.pack.digest,
    };
    const deployed = await deployPack(runtime, read.pack, {
      by: person!.id,
      parameters: live.parameters,
      note,
      async within({ tx }) {
        // Nothing that was looked at may have changed since.
        const known = await tx.draft(draft.id);
        // Tried again after a commit whose outcome was not known.
        if (known?.published === read.pack.digest) return;
        const still = await writable(runtime, tx, person, asked);
        if (
          (await tx.live(draft.procedure)) !== of ||
          (await livePack(tx, draft)).live.digest !== live.digest
        )
          throw new Refuse(refusal("unavailable", {}));
        if (!(await tx.updateDraft(closed, still.revision)))
          throw new Error(`The draft ${draft.id} has changed inside of a transaction`);
      },
    });
    if (!deployed.ok) return "refusal" in deployed ? deployed : withErrors(deployed.problems, draft, files);
    const problems = [...read.problems, ...deployed.problems];
    return { ok: true, digest: deployed.digest, version, draft: summaryOf(closed), problems };
  } catch (fault) {
    if (fault instanceof Refuse) return { ok: false, refusal: fault.refusal };
    throw fault;
  }
}

function noteOf(given: string): string {
  const note = given.trim();
  if (note === "" || note.length > longestNote)
    throw new Refuse(refusal("invalid-request.note", { limit: longestNote }, { path: "/note" }));
  return note;
}

/**
 * The pack that a draft goes into: that in which its procedure is live (`of` is then its digest), or the one of its name that was
 * deployed last.
 */
async function livePack(
  reader: Reader,
  { procedure, pack }: DraftRecord,
): Promise<{ live: PackRecord; of: string | null }> {
  const of = await reader.live(procedure);
  const digests = new Set((await reader.liveProcedures()).map(({ digest }) => digest));
  const latest = (await reader.packs())
    .filter(({ id, digest }) => id === pack && digests.has(digest))
    .reduce<PackSummary | null>((a, b) => (a === null || b.deployedAt >= a.deployedAt ? b : a), null);
  const live = await reader.pack(of ?? latest?.digest ?? "");
  if (live === null) throw new Refuse(refusal("invalid-request.pack", { packs: [] }));
  return { live, of };
}

/** Somebody may have published the procedure meanwhile: then what is replaced has to be known. */
async function admitBase(
  runtime: Runtime,
  draft: DraftRecord,
  live: string | null,
  confirmed: string | undefined,
): Promise<void> {
  const { reader } = runtime.store;
  if (live === draft.base || live === confirmed) return;
  const written = async (digest: string | null) =>
    digest === null ? undefined : (await runtime.definitions.writtenIn(reader, digest)).get(draft.procedure);
  if ((await written(live)) === (await written(draft.base))) return;
  const pack = live === null ? null : await reader.pack(live);
  const { version = "", deployedBy = "", deployedAt = "", note = "" } = pack ?? {};
  const who = (await runtime.directory.person(deployedBy))?.name ?? deployedBy;
  const details: JsonObject = { live, version, deployedBy, deployedAt, note };
  throw new Refuse(refusal("draft-behind", { version, who }, { details }));
}

/** The version that the pack gets: it comes after the live one, and no other deployed pack of that name has it. */
async function versionFor(reader: Reader, live: PackRecord, wanted: string | undefined): Promise<string> {
  const taken = new Set((await reader.packs()).filter(({ id }) => id === live.id).map((one) => one.version));
  let next = nextVersion(live.version);
  while (taken.has(next)) next = nextVersion(next);
  if (wanted === undefined) return next;
  if (isHigher(wanted, live.version) && !taken.has(wanted)) return wanted;
  const values = { version: wanted.slice(0, 60), live: live.version, next };
  throw new Refuse(refusal("invalid-request.version", values, { path: "/version" }));
}

/** `pack.json` with another version, and as it is written otherwise where that can be done. */
function versioned(head: string, from: string, to: string): string {
  const written = new RegExp(`("version"\\s*:\\s*)${JSON.stringify(from).replaceAll(/[.+]/g, "\\$&")}`, "g");
  const changed = head.replace(written, (_, key: string) => `${key}${JSON.stringify(to)}`);
  if ([...head.matchAll(written)].length === 1 && (JSON.parse(changed) as JsonObject)["version"] === to)
    return changed;
  return `${JSON.stringify({ ...(JSON.parse(head) as JsonObject), version: to }, null, 2)}\n`;
}

/** Why a pack with the draft in it is not deployed. Where only other files of it would have errors, it is said whose. */
function withErrors(problems: Problem[], { procedure }: DraftRecord, files: Record<string, string>): Refused {
  const errors = problems.filter(({ severity }) => severity === "error");
  const details = { problems } as unknown as JsonObject;
  const own = [undefined, procedureFile(procedure), layoutFile(procedure), scenariosFile(files, procedure)];
  const [first] = errors;
  const fault = first?.message ?? { en: "", "zh-CN": "" };
  if (first?.file !== undefined && !errors.some(({ file }) => own.includes(file))) {
    const values = { count: errors.length, fault, title: titleOfFile(first.file, files) };
    return { ok: false, refusal: refusal("invalid-pack.elsewhere", values, { details }) };
  }
  return { ok: false, refusal: refusal("invalid-pack.draft", { count: errors.length, fault }, { details }) };
}
