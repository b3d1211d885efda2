import { beforeEach, describe, expect, it } from "vitest";
import { BadValue, type Store } from "../../engine/ports/index.ts";
import { aCase, aKey, anEffect, anEntry, aNotice, aRow, aTask, entries, noon } from "./records.ts";

/** What is kept of a value, and which values are refused. */
export function valuesContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("what is kept", () => {
    it("does not follow what the giver changes afterwards, nor what a reader does with it", async () => {
      const record = aCase({ id: "c", parameters: { list: [1] } });
      await store.transact((tx) => tx.insertCase(record));
      (record.parameters.list as number[]).push(2);
      const read = await store.reader.case("c");
      expect(read?.parameters).toEqual({ list: [1] });
      const list = read?.parameters.list as number[];
      // A frozen record says so; one that was a copy takes it without a word.
      if (!Object.isFrozen(list)) list.push(3);
      expect((await store.reader.case("c"))?.parameters).toEqual({ list: [1] });
    });

    it.each([
      ["empty text", ""],
      ["Chinese", "规程：凡事有规定"],
      ["text beyond the basic plane", "😀𠮷🏳️‍🌈 and \u{10ffff}"],
      ["text that looks like escapes", String.raw`\u0000 \ud800 \\u0000 %00`],
      ["quotes and statements", `'"; DROP TABLE cases; --`],
      ["control characters and line ends", "\u0001\t\r\n\u007f\u2028\ufeff"],
      ["long text", "规".repeat(200_000)],
    ])("keeps %s as it is", async (_, text) => {
      const id = `id ${text.slice(0, 50)}`;
      const record = aCase({ id, parameters: { [text.slice(0, 50)]: text } });
      await store.transact(async (tx) => {
        await tx.insertCase(record);
        await tx.appendEntries([anEntry(id, 1, { set: { text } })]);
        await tx.insertKey(aKey({ principal: text.slice(0, 50), key: id, answer: { text } }));
        await tx.setSetting(id, text);
      });
      expect(await store.reader.case(id)).toEqual(record);
      expect((await store.reader.journal(id, {})).items[0]?.set).toEqual({ text });
      expect((await store.reader.key(text.slice(0, 50), id))?.answer).toEqual({ text });
      expect(await store.reader.setting(id)).toBe(text);
    });

    it.each([0, -1, 0.1, 1e308, 5e-324, 2 ** 53, -(2 ** 53), 2 ** 53 - 1, 1e21, 123456789012345680000])(
      "keeps the number %d in JSON as it is",
      async (number) => {
        await store.transact((tx) => tx.insertCase(aCase({ id: "c", parameters: { number } })));
        expect((await store.reader.case("c"))?.parameters.number).toBe(number);
      },
    );

    it("keeps counts up to 2^53 - 1", async () => {
      await store.transact((tx) => tx.setScheduleMark("s", { last: noon, count: Number.MAX_SAFE_INTEGER }));
      expect(await store.transact((tx) => tx.scheduleMark("s"))).toEqual({
        last: noon,
        count: 2 ** 53 - 1,
      });
    });

    it.each<[string, unknown]>([
      ["U+0000", "a\0b"],
      ["the first half of a surrogate pair", "\ud83d"],
      ["the second half", "x\ude00"],
      ["the halves in the wrong order", "\ude00\ud83d"],
      ["NaN", Number.NaN],
      ["infinity", Number.POSITIVE_INFINITY],
      ["a bigint", 1n],
      ["a Date", new Date(0)],
      ["bytes", new Uint8Array(1)],
      ["a Map", new Map()],
      ["a function", () => 1],
      ["undefined in a list", [undefined]],
      ["a prototype by name", JSON.parse('{"__proto__":{"a":1}}')],
      ["nesting without end", Array.from({ length: 3000 }).reduce<unknown>((inner) => [inner], 1)],
    ])("refuses %s, says where, and has written nothing", async (_, value) => {
      const bad = { a: { "b/c": [1, value] } } as never;
      const works: [string, Parameters<Store["transact"]>[0]][] = [
        ["case", (tx) => tx.insertCase(aCase({ id: "bad", parameters: bad }))],
        ["entry", (tx) => tx.appendEntries([anEntry("c", 2, { set: bad })])],
        ["task", (tx) => tx.insertTasks([aTask({ id: "bad", form: bad })])],
        ["effect", (tx) => tx.insertEffects([anEffect({ key: "bad", input: bad })])],
        ["key", (tx) => tx.insertKey(aKey({ answer: bad }))],
        ["row", (tx) => tx.enterRow(aRow({ row: bad }))],
        ["notice", (tx) => tx.insertNotice(aNotice({ id: "bad", fields: bad }))],
        [
          "case",
          async (tx) => void (await tx.updateCase(aCase({ id: "c", revision: 2, parameters: bad }), 1)),
        ],
      ];
      await store.transact(async (tx) => {
        await tx.appendEntries(entries("c", 1, 1));
        await tx.insertCase(aCase({ id: "c" }));
      });
      for (const [what, work] of works) {
        const fault = await store
          .transact(async (tx) => {
            await tx.insertTasks([aTask({ id: "before" })]);
            await work(tx);
          })
          .catch((error: unknown) => error);
        expect([what, fault]).toEqual([what, expect.any(BadValue)]);
        expect((fault as BadValue).path).toMatch(/\/a\/b~1c\/1/);
      }
      expect(await store.reader.task("before")).toBeNull();
      expect(await store.reader.lastPosition()).toBe(1);
      expect((await store.reader.case("c"))?.revision).toBe(1);
      expect((await store.reader.counts()).openTasks).toBe(0);
    });

    it.each(["a\0b", "\ud83d", "__proto__"])(
      "refuses %j in an entry that comes with its text, and says where",
      async (word) => {
        const set = Object.defineProperty({}, word, { value: 1, enumerable: true }) as never;
        const entry = anEntry("c", 1, { set });
        const fault = await store
          .transact((tx) => tx.appendEntries([entry], [JSON.stringify(entry)]))
          .catch((error: unknown) => error);
        expect(fault).toBeInstanceOf(BadValue);
        expect((fault as BadValue).path).toMatch(/^\/set\//);
        expect(await store.reader.lastPosition()).toBe(0);
      },
    );

    it.each(["a\0b", "\ud83d"])("refuses an identity that no database takes: %j", async (id) => {
      await expect(store.transact((tx) => tx.insertCase(aCase({ id })))).rejects.toBeInstanceOf(BadValue);
      await expect(store.transact((tx) => tx.setLive(id, "d"))).rejects.toBeInstanceOf(BadValue);
      await expect(store.transact((tx) => tx.setSetting("a", id))).rejects.toBeInstanceOf(BadValue);
      await expect(store.transact((tx) => tx.insertKey(aKey({ key: id })))).rejects.toBeInstanceOf(BadValue);
    });

    it("refuses a name of a prototype even where it was made with care", async () => {
      const set = Object.defineProperty({}, "__proto__", { value: 1, enumerable: true }) as never;
      await expect(
        store.transact((tx) => tx.insertCase(aCase({ id: "c", parameters: set }))),
      ).rejects.toThrow("__proto__");
    });
  });
}
