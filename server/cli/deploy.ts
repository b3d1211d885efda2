import { readPackAt } from "./pack-at.ts";
import type { JsonObject, Pack, Problem } from "../../engine/model/index.ts";
import { json, Misuse, problemLine, type Command } from "./command.ts";
import { dataFolder, openData, operator } from "./open.ts";

type Deployed = { ok: true; digest: string; problems: Problem[] } | { ok: false; problems: Problem[] };

async function onServer(server: string, as: string, pack: Pack, parameters: JsonObject): Promise<Deployed> {
  const answer = await fetch(new URL("/api/v1/packs", server), {
    method: "POST",
    headers: { "Content-Type": "application/json", "Guicheng-As": encodeURIComponent(as) },
    body: JSON.stringify({ files: pack.files, parameters }),
  });
  const body = (await answer.json()) as {
    digest?: string;
    problems?: Problem[];
    details?: { problems?: Problem[] };
    detail?: string;
  };
  if (answer.ok && body.digest !== undefined)
    return { ok: true, digest: body.digest, problems: body.problems ?? [] };
  if (body.details?.problems !== undefined) return { ok: false, problems: body.details.problems };
  throw new Misuse(`the server refuses: ${body.detail ?? answer.status}`);
}

async function onFile(folder: string, pack: Pack, parameters: JsonObject): Promise<Deployed> {
  const engine = await openData(folder);
  try {
    return await engine.deploy(pack, { by: operator, parameters });
  } finally {
    await engine.close();
  }
}

/** Deploys a pack to a database that no server has open, or to a running server. */
export const deploy: Command = {
  usage:
    "deploy <pack folder or file> [--data <folder> | --server <url> --as <id>] [--parameters <json>] [--json]",
  summary: "make a pack's procedures the ones that new cases are opened with",
  options: {
    json: { type: "boolean" },
    data: { type: "string" },
    server: { type: "string" },
    as: { type: "string" },
    parameters: { type: "string" },
  },
  help: {
    data: "folder of the database (GUICHENG_DATA, data)",
    server: "a running server instead",
    as: "with --server: the administrator who deploys",
    parameters: "values of the pack's parameters, e.g. '{\"noticeDays\": 5}'",
    json: "print { digest, problems }",
  },
  async run([folder, ...more], options, terminal) {
    if (folder === undefined || more.length > 0) throw new Misuse("deploy takes one pack folder or file");
    const parameters = parse(options["parameters"]);
    const read = await readPackAt(folder);
    const { server, as } = options;
    if (typeof server === "string" && as === undefined) throw new Misuse("--server needs --as: who deploys");
    const deployed: Deployed = !read.ok
      ? read
      : typeof server !== "string"
        ? await onFile(dataFolder(options["data"]), read.pack, parameters)
        : await onServer(server, String(as), read.pack, parameters);
    if (options["json"] === true)
      terminal.out(
        json(
          deployed.ok
            ? { digest: deployed.digest, problems: deployed.problems }
            : { problems: deployed.problems },
        ),
      );
    else for (const problem of deployed.problems) terminal.out(problemLine(problem, terminal.language));
    if (!deployed.ok) return 1;
    terminal.err(`deployed ${read.ok ? `${read.pack.id} ${read.pack.version}` : ""} ${deployed.digest}`);
    return 0;
  },
};

function parse(text: unknown): JsonObject {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(String(text));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Said below, in the same words as for a list or a number.
  }
  throw new Misuse("--parameters takes a JSON object");
}
