import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const nanhu = join(root, "definitions/nanhu");
const folder = mkdtempSync(join(tmpdir(), "guicheng-cli-"));
const data = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as a person would, in a process of its own. */
function guicheng(words: string[], language = "C") {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", join(root, "server/cli/main.ts"), ...words],
    {
      encoding: "utf8",
      cwd: root,
      env: { ...process.env, LC_ALL: language, GUICHENG_DATA: data },
    },
  );
  return { status, stdout, stderr };
}

/** A copy of the Nanhu pack with one file changed. */
function changed(file: string, change: (text: string) => string): string {
  const copy = mkdtempSync(join(folder, "pack-"));
  cpSync(nanhu, copy, { recursive: true });
  writeFileSync(join(copy, file), change(readFileSync(join(copy, file), "utf8")));
  return copy;
}

describe("guicheng", () => {
  it("says what it can do, and ends with 2 when it is called wrongly", () => {
    const help = guicheng(["--help"]);
    expect(help.status).toBe(0);
    for (const command of ["serve", "check", "test", "pack", "deploy", "verify", "backup"])
      expect(help.stdout).toContain(`  ${command} `);
    expect(guicheng([]).status).toBe(2);
    expect(guicheng(["dance"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no command dance"),
    });
    expect(guicheng(["check"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("guicheng check <pack folder>"),
    });
    expect(guicheng(["check", nanhu, "--frobnicate"]).status).toBe(2);
    expect(guicheng(["toString"]).status).toBe(2);
  });
});

describe("guicheng check", () => {
  it("ends with 0 where there is no error, and gives the problems as JSON", () => {
    const { status, stdout } = guicheng(["check", nanhu, "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ problems: [] });
  });

  it("ends with 1 and names the place and what would be right, in the reader's language", () => {
    const pack = changed("procedures/access-violation.json", (text) =>
      text.replace('"initial": "reported"', '"initial": "reportd"'),
    );
    const { status, stdout } = guicheng(["check", pack, "--json"]);
    expect(status).toBe(1);
    const { problems } = JSON.parse(stdout) as {
      problems: { code: string; severity: string; path: string; file: string; message: { en: string } }[];
    };
    expect(problems[0]).toMatchObject({
      severity: "error",
      file: "procedures/access-violation.json",
      path: "/machine/initial",
      message: { en: expect.stringContaining("reported") },
    });
    expect(guicheng(["check", pack], "zh_CN.UTF-8").stdout).toMatch(
      /procedures\/access-violation\.json#\/machine\/initial .*\p{Script=Han}/u,
    );
  });

  it("ends with 1 for a folder that is no pack", () => {
    expect(guicheng(["check", folder]).status).toBe(1);
    expect(guicheng(["check", join(folder, "nowhere")]).status).toBe(1);
  });
});

describe("guicheng test", () => {
  it("gives scenarios and coverage in the shape that other programs read", () => {
    const { status, stdout } = guicheng(["test", nanhu, "--procedure", "access-violation", "--json"]);
    expect(status).toBe(0);
    const { procedures } = JSON.parse(stdout) as { procedures: Record<string, unknown>[] };
    expect(procedures).toHaveLength(1);
    expect(procedures[0]).toMatchObject({
      id: "access-violation",
      scenarios: expect.any(Number),
      passed: procedures[0]?.["scenarios"],
      states: { all: expect.any(Number), taken: expect.any(Number) },
      transitions: { all: expect.any(Number), taken: expect.any(Number) },
    });
  });

  it("ends with 1 where a scenario does not end as it says, and tells what was found", () => {
    const pack = changed("scenarios/access-violation.json", (text) =>
      text.replace('"state": "closed"', '"state": "withdrawn"'),
    );
    const { status, stdout } = guicheng(["test", pack, "--procedure", "access-violation"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ .*closed/);
    expect(guicheng(["test", nanhu, "--procedure", "none"]).status).toBe(2);
  });
});

describe("guicheng serve", () => {
  it("does not begin with a connectors file that is wrong, says where, and touches no database", () => {
    const file = join(folder, "connectors.json");
    writeFileSync(
      file,
      JSON.stringify({ hosts: ["a.example"], http: { hook: { url: "https://b.example/" } } }),
    );
    const { status, stderr } = guicheng(["serve", "--demonstration", "--connectors", file]);
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(`${file}#/http/hook/url invalid-connectors: `),
    ]);
    expect(stderr).toContain("b.example");
    expect(guicheng(["serve", "--demonstration", "--connectors", join(folder, "none.json")])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("none.json"),
    });
    expect(existsSync(data)).toBe(false);
  });
});

describe("guicheng deploy, pack, verify, backup", () => {
  const parameters = ["--parameters", '{"noticeDays":7}', "--json"];
  let digest = "";

  it("deploy a folder to a file, under parameter values that fit", () => {
    const deployed = guicheng(["deploy", nanhu, ...parameters]);
    expect(deployed.status).toBe(0);
    ({ digest } = JSON.parse(deployed.stdout) as { digest: string });
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(guicheng(["deploy", nanhu, "--parameters", '{"noticeDays":700}'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("noticeDays"),
    });
    expect(guicheng(["deploy", nanhu, "--parameters", "7"]).status).toBe(2);
  });

  it("write a folder as one file, which is deployed as the same pack", () => {
    const file = join(folder, "nanhu.json");
    expect(guicheng(["pack", nanhu])).toMatchObject({ status: 2, stderr: expect.stringContaining("--out") });
    expect(guicheng(["pack", nanhu, "--out", file]).status).toBe(0);
    const again = guicheng(["deploy", file, ...parameters]);
    expect(JSON.parse(again.stdout)).toEqual({ digest, problems: [] });
    const none = guicheng(["deploy", join(nanhu, "pack.json")]);
    expect(none).toMatchObject({ status: 1, stdout: expect.stringContaining("no-pack-file") });
  });

  it("verify what was deployed, and copy it to a place that is free", () => {
    const verified = guicheng(["verify", "--json"]);
    expect(verified.status).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, faults: [] });

    const copy = join(folder, "copy.db");
    expect(guicheng(["backup", copy]).status).toBe(0);
    expect(existsSync(copy)).toBe(true);
    expect(guicheng(["backup", copy])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("there already"),
    });
  });
});
