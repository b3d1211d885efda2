import type { Pack, Principal } from "../model/index.ts";
import type { Directory, Reader } from "../ports/index.ts";
import type { Definitions } from "./definitions.ts";

/** The people of the deployed packs: of every pack the version that was deployed last. For demonstrations and tests. */
export class PackDirectory implements Directory {
  private persons = new Map<string, Principal>();
  private holders = new Map<string, string[]>();

  /** Reads the directories again, as after a deployment. */
  async load(reader: Reader, definitions: Definitions, onError: (fault: unknown) => void): Promise<void> {
    const latest = new Map<string, { digest: string; deployedAt: string }>();
    for (const { id, digest, deployedAt } of await reader.packs())
      if (deployedAt >= (latest.get(id)?.deployedAt ?? "")) latest.set(id, { digest, deployedAt });
    const persons = new Map<string, Principal>();
    for (const { digest } of latest.values()) {
      // A pack that cannot be read stops nobody but its own people; its cases say so themselves.
      const pack = await definitions.pack(reader, digest).catch((fault: unknown) => {
        onError(fault);
        return null;
      });
      if (pack !== null) for (const one of peopleOf(pack)) persons.set(one.id, one);
    }
    this.persons = persons;
    this.holders = new Map();
    for (const { id, roles } of persons.values())
      for (const role of new Set(roles)) this.holders.set(role, [...(this.holders.get(role) ?? []), id]);
  }

  async person(id: string): Promise<Principal | null> {
    return this.persons.get(id) ?? null;
  }

  async inRole(role: string): Promise<string[]> {
    return this.holders.get(role) ?? [];
  }

  async people({ search, limit }: { search?: string; limit: number }): Promise<Principal[]> {
    const wanted = search?.toLowerCase() ?? "";
    return [...this.persons.values()]
      .filter(({ id, name = "" }) => `${id} ${name}`.toLowerCase().includes(wanted))
      .slice(0, limit);
  }
}

/** The people of one pack, in the order of its directory. */
export function peopleOf(pack: Pack): Principal[] {
  return Object.entries(pack.directory).map(([id, entry]) => ({ ...entry, id }));
}
