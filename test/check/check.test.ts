import { describe, expect, it } from "vitest";
import { checkPack } from "../../engine/check/index.ts";
import { parsePack } from "../../engine/model/index.ts";
import { changed, texts } from "../model/fixtures/change.ts";
import { fixture } from "../model/fixtures/pack.ts";

describe("checking a pack", () => {
  it("finds nothing wrong with a correct one, as files or parsed", () => {
    const files = texts(fixture);
    expect(checkPack(files)).toEqual([]);
    const read = parsePack(files);
    expect(read.ok && checkPack(read.pack)).toEqual([]);
  });

  it("tells errors before warnings", () => {
    const files = changed(
      "procedures/permit.json",
      "/machine/initial",
      "drafts",
      changed("pack.json", "/parameters/noticeDays/maximum", undefined),
    );
    expect(checkPack(texts(files)).map((one) => `${one.severity} ${one.code}`)).toEqual([
      "error unknown-initial",
      "warning unbounded-parameter",
    ]);
  });
});
