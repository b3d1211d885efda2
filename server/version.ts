import { readFileSync } from "node:fs";

/** Version of the package, found from the source folder or from `dist`. */
export const version: string =
  ["../package.json", "../../package.json"]
    .map((path) => new URL(path, import.meta.url))
    .flatMap((url) => {
      try {
        const read = JSON.parse(readFileSync(url, "utf8")) as { name?: string; version?: string };
        return read.name === "guicheng" && read.version !== undefined ? [read.version] : [];
      } catch {
        return [];
      }
    })[0] ?? "0.0.0";
