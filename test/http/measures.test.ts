import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import { csv } from "../../server/csv.ts";
import { world } from "./world.ts";

const address = "/api/v1/procedures/residents-council-deliberation/measures";

describe("measures over HTTP", () => {
  let here: Awaited<ReturnType<typeof world>>;
  beforeAll(async () => {
    here = await world();
    await here.motion();
    await here.motion();
  });
  afterAll(() => here.engine.close());
  const table = async (path: string, headers: Record<string, string> = {}) => {
    const response = await here.app.request(path, { headers: { "Guicheng-As": "secretary-1", ...headers } });
    // The text of a body leaves out the byte order mark.
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
    return { status: response.status, type: response.headers.get("content-type"), response, text };
  };

  it("C11: gives each measure with its figures, for periods and days that are asked for", async () => {
    const { status, body } = await here.ask("GET", `${address}?period=year&from=2020-01-01`, "secretary-1");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      procedure: "residents-council-deliberation",
      timeZone: "Asia/Shanghai",
      from: "2020-01-01",
    });
    const measures = body["measures"] as JsonObject[];
    expect(measures.length).toBeGreaterThan(0);
    for (const measure of measures) expect(measure).toMatchObject({ period: "year", withheld: 0 });
    const past = await here.ask("GET", `${address}?to=2020-01-01`, "secretary-1");
    expect((past.body["measures"] as JsonObject[]).flatMap((one) => one["groups"])).toEqual([]);
  });

  it("refuses days that are none, periods that are none, and who is nobody", async () => {
    for (const query of ["from=yesterday", "from=2026-02-30", "period=week", "where=1"])
      expect((await here.ask("GET", `${address}?${query}`, "secretary-1")).status, query).toBe(400);
    expect((await here.ask("GET", "/api/v1/procedures/none/measures", "secretary-1")).status).toBe(404);
    const nobody = await world({ identity: { demonstration: false, who: async () => null } });
    expect((await nobody.ask("GET", address)).status).toBe(401);
    await nobody.engine.close();
  });

  it("gives a table where one is asked for, by its address or by what is accepted", async () => {
    const byAddress = await table(`${address}.csv`);
    const byAccept = await table(address, { Accept: "text/csv" });
    for (const { status, type, text, response } of [byAddress, byAccept]) {
      expect([status, type]).toEqual([200, "text/csv; charset=utf-8"]);
      expect(
        text.startsWith("\uFEFFId,Measure,Period,Group,Figure,Numerator,Denominator,Unit,Goal,Withheld\r\n"),
      ).toBe(true);
      expect(response.headers.get("content-disposition")).toContain(
        "residents-council-deliberation-measures.csv",
      );
      expect(response.headers.get("vary")).toContain("Accept");
    }
    expect(byAddress.text).toBe(byAccept.text);
    const every = (await table(`${address}.csv?period=month`)).text
      .split("\r\n")
      .map((row) => row.split(","));
    const rows = every.filter(([id]) => id === "motions");
    // A share is told in hundredths, and so is its goal.
    expect(every.find(([id]) => id === "inTime")!.slice(4)).toEqual(["", "0", "0", "%", "100", "0"]);
    expect(rows.map(([, , , group, value]) => [group, value])).toEqual([
      ["Ordinary", "2"],
      ["All", "2"],
    ]);
    expect(rows[0]![2]).toMatch(/^\d{4}-\d{2}$/);
    expect(rows[1]![2]).toBe("All");
    const chinese = await table(`${address}.csv`, { "Accept-Language": "zh-CN" });
    expect(chinese.text).toContain("标识,指标,期间");
    expect(chinese.text).toMatch(/motions,议题数,[^,]+,一般事项,2,/);
  });

  it("gives the cases behind a figure, and refuses lists of ids that are none", async () => {
    const { body } = await here.ask("GET", address, "secretary-1");
    const { overall } = (body["measures"] as JsonObject[])[0]! as { overall: { cases: string[] } };
    expect(overall.cases).toHaveLength(2);
    const cases = await here.ask("GET", `/api/v1/cases?ids=${overall.cases.join()}`, "secretary-1");
    expect((cases.body["items"] as JsonObject[]).map((one) => one["id"])).toEqual(overall.cases);
    for (const ids of ["", ",", "a,,b", Array.from({ length: 101 }, () => "a").join()])
      expect((await here.ask("GET", `/api/v1/cases?ids=${ids}`, "secretary-1")).status, ids).toBe(400);
  });
});

describe("comma-separated values", () => {
  it("are quoted where they have to be, and are never taken for a formula", () => {
    expect(csv([["a,b", 'say "x"', "two\nlines", -1.5, null]])).toBe(
      '\uFEFF"a,b","say ""x""","two\nlines",-1.5,\r\n',
    );
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
      expect(
        csv([[text]])
          .replaceAll('"', "")
          .startsWith("\uFEFF'"),
        JSON.stringify(text),
      ).toBe(true);
  });
  it("are read again as they were written, but for the apostrophe", () => {
    const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(",", '"', "\n", "\r", "=", "x") }));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          const read = parsed(csv(rows).slice(1));
          expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
          rows.forEach((row, y) =>
            row.forEach((text, x) => expect([text, `'${text}`]).toContain(read[y]![x])),
          );
          for (const text of read.flat()) expect(text).not.toMatch(/^\s*[=+\-@]/);
        },
      ),
    );
  });
});

/** Reads RFC 4180, character by character. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let n = 0; n < text.length; n++) {
    const row = rows.at(-1)!;
    const char = text[n]!;
    if (quoted && char === '"' && text[n + 1] === '"') row.push(`${row.pop()}${text[n++]}`);
    else if (char === '"') quoted = !quoted;
    else if (quoted || (char !== "," && char !== "\r" && char !== "\n")) row.push(`${row.pop()}${char}`);
    else if (char === ",") row.push("");
    else if (char === "\n" && n + 1 < text.length) rows.push([""]);
  }
  return rows;
}
