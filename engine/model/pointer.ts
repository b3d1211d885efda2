/**
 * JSON pointers (RFC 6901).
 *
 * @example pointer("machine", "on", "a/b", 0) // "/machine/on/a~1b/0"
 */
export function pointer(...segments: (string | number)[]): string {
  return segments
    .map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The segments of a pointer; `""` has none. */
export function segments(path: string): string[] {
  return path === ""
    ? []
    : path
        .slice(1)
        .split("/")
        .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}
