/** The parts of a version: major, minor, patch, and what stands behind them. Null where the text is none. */
function partsOf(version: string): { numbers: number[]; early: string } | null {
  const found = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(
    version,
  );
  if (found === null || version.length > 100) return null;
  return { numbers: found.slice(1, 4).map(Number), early: found[4] ?? "" };
}

/** The next version after one: its patch counted on; of a version before its time (`1.0.0-rc.1`) that for which it stood. */
export function nextVersion(version: string): string {
  const { numbers, early } = partsOf(version) ?? { numbers: [0, 0, 0], early: "" };
  const [major = 0, minor = 0, patch = 0] = numbers;
  return `${major}.${minor}.${early === "" ? patch + 1 : patch}`;
}

/** Whether a text is a version that comes after another, by semver; one before its time comes before what it stands for. */
export function isHigher(version: string, than: string): boolean {
  const [a, b] = [partsOf(version), partsOf(than)];
  if (a === null) return false;
  if (b === null) return true;
  for (const [at, number] of a.numbers.entries()) {
    const other = b.numbers[at] ?? 0;
    if (number !== other) return number > other;
  }
  if (a.early === "" || b.early === "") return a.early === "" && b.early !== "";
  return laterStage(a.early.split("."), b.early.split("."));
}

function laterStage(a: string[], b: string[]): boolean {
  for (const [at, part] of a.entries()) {
    const other = b[at];
    if (other === undefined) return true;
    if (part === other) continue;
    const [numeric, otherNumeric] = [/^\d+$/.test(part), /^\d+$/.test(other)];
    if (numeric && otherNumeric) return Number(part) > Number(other);
    return numeric === otherNumeric ? part > other : otherNumeric;
  }
  return false;
}
