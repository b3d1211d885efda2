/**
 * Names of fields in the order in which their schema declares them, those that it does not declare behind. Records come in other
 * orders: a journal keeps members sorted.
 */
export function asDeclared(names: readonly string[], declared: object): string[] {
  const there = new Set(names);
  const known = Object.keys(declared).filter((name) => there.has(name));
  return [...known, ...names.filter((name) => !Object.hasOwn(declared, name))];
}
