import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packDigest } from "../../engine/model/index.ts";
import { readPack } from "../../engine/store/index.ts";
import { texts } from "../model/fixtures/change.ts";
import { fixture } from "../model/fixtures/pack.ts";

let folder = "";
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const codes = async () => (await readPack(folder)).problems.map((one) => `${one.code} ${one.file ?? ""}`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "guicheng-pack-"));
  for (const [path, text] of Object.entries(texts(fixture))) write(path, text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("reading a pack from its folder", () => {
  it("gives what parsing its files gives", async () => {
    const read = await readPack(folder);
    expect(read.problems).toEqual([]);
    expect(read.ok && read.pack.digest).toBe(packDigest(texts(fixture)));
    expect(read.ok && Object.keys(read.pack.files).sort()).toEqual(Object.keys(fixture).sort());
  });

  it("leaves alone what is no file of a pack", async () => {
    for (const path of [
      "README.md",
      "notes.json",
      "drawings/permit.json",
      ".git/config",
      "procedures/.draft.json",
      "procedures/old.txt",
    ])
      write(path, "no JSON");
    expect(await codes()).toEqual([]);
  });

  it("says that a folder is not there, or is none, or has no pack", async () => {
    expect((await readPack(join(folder, "none"))).problems.map((one) => one.code)).toEqual([
      "missing-folder",
    ]);
    expect((await readPack(join(folder, "pack.json"))).problems.map((one) => one.code)).toEqual([
      "missing-folder",
    ]);
    expect((await readPack(join(folder, "procedures"))).problems.map((one) => one.code)).toEqual([
      "missing-file",
    ]);
  });

  it("follows no link out of the folder, of a file or of a folder, and follows those inside", async () => {
    const outside = mkdtempSync(join(tmpdir(), "guicheng-outside-"));
    writeFileSync(join(outside, "secret.json"), "{}");
    symlinkSync(join(outside, "secret.json"), join(folder, "procedures/secret.json"));
    expect(await codes()).toEqual(["link-outside procedures/secret.json"]);
    rmSync(join(folder, "procedures/secret.json"));
    rmSync(join(folder, "registers"), { recursive: true });
    symlinkSync(outside, join(folder, "registers"));
    expect(await codes()).toEqual(["link-outside registers"]);
    rmSync(join(folder, "registers"));
    symlinkSync(join(folder, "scenarios/permit.json"), join(folder, "scenarios/again.json"));
    expect(await codes()).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  it("says that a link leads nowhere", async () => {
    symlinkSync(join(folder, "none.json"), join(folder, "procedures/broken.json"));
    expect(await codes()).toEqual(["link-outside procedures/broken.json"]);
  });

  it("does not read a file that is too large, however large", async () => {
    write("procedures/large.json", "");
    truncateSync(join(folder, "procedures/large.json"), 3_000_000_000);
    expect(await codes()).toEqual(["file-too-large procedures/large.json"]);
  });

  it("does not read too many files", async () => {
    for (let n = 0; n < 2001; n++) write(`scenarios/s${n}.json`, "{}");
    expect(await codes()).toEqual(["too-many-files "]);
  });

  it("says that a file is not UTF-8", async () => {
    writeFileSync(join(folder, "directory.json"), Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    expect(await codes()).toEqual(["not-utf-8 directory.json"]);
  });
});
