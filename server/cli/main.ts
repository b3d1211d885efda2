#!/usr/bin/env node
import process from "node:process";
import { parseArgs } from "node:util";
import { version } from "../version.ts";
import { backup } from "./backup.ts";
import { check } from "./check.ts";
import { Misuse, type Command, type ExitStatus, type Terminal } from "./command.ts";
import { deploy } from "./deploy.ts";
import { pack } from "./pack.ts";
import { serve } from "./serve.ts";
import { test } from "./test.ts";
import { verify } from "./verify.ts";

const commands: Record<string, Command> = { serve, check, test, pack, deploy, verify, backup };

const terminal: Terminal = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  progress: (line) => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${line}\r`)),
  language: /^zh/i.test(process.env["LC_ALL"] ?? process.env["LC_MESSAGES"] ?? process.env["LANG"] ?? "")
    ? "zh-CN"
    : "en",
};

function overview(): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`);
  return [
    "guicheng <command> [--help]",
    "",
    ...rows,
    "",
    "Exit status: 0 done, 1 problems found, 2 misuse.",
  ].join("\n");
}
function usage(command: Command): string {
  const rows = Object.entries(command.help).map(([name, words]) => `  --${name.padEnd(14)} ${words}`);
  return [`guicheng ${command.usage}`, "", command.summary, "", ...rows].join("\n");
}

async function main([name, ...rest]: string[]): Promise<ExitStatus> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    terminal.out(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    terminal.out(version);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    terminal.err(`guicheng: there is no command ${name}\n\n${overview()}`);
    return 2;
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...command.options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values["help"] === true) {
      terminal.out(usage(command));
      return 0;
    }
    return await command.run(positionals, values as Parameters<Command["run"]>[1], terminal);
  } catch (fault) {
    const misused =
      fault instanceof Misuse ||
      (fault instanceof Error && "code" in fault && String(fault.code).startsWith("ERR_PARSE_ARGS"));
    terminal.err(`guicheng ${name}: ${fault instanceof Error ? fault.message : String(fault)}`);
    if (misused) terminal.err(`\n${usage(command)}`);
    return misused ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
