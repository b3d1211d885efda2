/** What of a file can be begun with: the procedures of a pack, or the file itself, which the server judges. */
export type FileChoice = { kind: "one" } | { kind: "pack"; procedures: string[] };

/** A file is sent as it is; looked at here only to ask which procedure is meant. */
export function choiceIn(text: string): FileChoice {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "one" };
  }
  if (typeof value !== "object" || value === null || !("files" in value)) return { kind: "one" };
  const { files } = value;
  if (typeof files !== "object" || files === null) return { kind: "one" };
  const procedures = Object.keys(files).flatMap(
    (path) => /^procedures\/([a-z][a-z0-9-]*)\.json$/.exec(path)?.[1] ?? [],
  );
  return procedures.length > 1 ? { kind: "pack", procedures } : { kind: "one" };
}
