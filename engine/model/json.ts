import { pointer } from "./pointer.ts";
import { deepest, forbiddenKeys, isSafeText } from "./safety.ts";
import type { Json, JsonObject } from "./types.ts";

/** What is wrong with a text that should be JSON; `values` fill the words of the problem with this code. */
export interface JsonFault {
  code: "not-json" | "duplicate-key" | "forbidden-key" | "bad-characters" | "too-deep" | "inexact-number";
  /** JSON pointer to the value, or to the member whose key is meant. */
  path: string;
  line: number;
  column: number;
  found: string;
}
export type JsonReading = { ok: true; value: Json } | { ok: false; faults: JsonFault[] };

/** So many faults of one text are told. */
const mostFaults = 100;

/**
 * Reads JSON as `JSON.parse` does, and says what that passes over in silence: a key written twice, a key that names a
 * prototype, a text with NUL or a lone surrogate, a number that JavaScript cannot hold exactly, nesting deeper than 64.
 * Never throws. Lines and columns count from 1.
 */
export function readJson(text: string): JsonReading {
  return new JsonReader(text).read();
}

class SyntaxFault extends Error {}

const whiteSpace = /[ \t\r\n]*/y;
/** Characters that stand for themselves in a JSON text: all but the quote, the backslash and control characters. */
const stringToken = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordToken = /true|false|null/y;
const words: Record<string, Json> = { true: true, false: false, null: null };

class JsonReader {
  readonly #text: string;
  readonly #faults: JsonFault[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonReading {
    try {
      if (this.#text.startsWith("\ufeff")) this.#fail("byte order mark");
      this.#skip();
      const value = this.#value("", 1);
      this.#skip();
      if (this.#at < this.#text.length) this.#fail();
      return this.#faults.length === 0 ? { ok: true, value } : { ok: false, faults: this.#faults };
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      return { ok: false, faults: this.#faults };
    }
  }

  #value(path: string, depth: number): Json {
    const char = this.#text[this.#at];
    if (char === "{" || char === "[") {
      if (depth > deepest) {
        this.#fault("too-deep", path, this.#at, char);
        throw new SyntaxFault();
      }
      return char === "{" ? this.#object(path, depth) : this.#array(path, depth);
    }
    if (char === '"') return this.#string(path);
    const number = this.#token(numberToken);
    if (number !== null) return this.#number(number, path);
    const word = this.#token(wordToken);
    return word === null ? this.#fail() : (words[word] as Json);
  }

  #object(path: string, depth: number): JsonObject {
    const result: JsonObject = {};
    this.#at++;
    this.#skip();
    if (this.#take("}")) return result;
    for (;;) {
      const begin = this.#at;
      const key = this.#string(path);
      const inner = path + pointer(key);
      const fault = forbiddenKeys.includes(key)
        ? "forbidden-key"
        : Object.hasOwn(result, key)
          ? "duplicate-key"
          : null;
      if (fault !== null) this.#fault(fault, inner, begin, key);
      this.#skip();
      if (!this.#take(":")) this.#fail();
      this.#skip();
      const value = this.#value(inner, depth + 1);
      if (fault === null) result[key] = value;
      this.#skip();
      if (this.#take("}")) return result;
      if (!this.#take(",")) this.#fail();
      this.#skip();
    }
  }

  #array(path: string, depth: number): Json[] {
    const result: Json[] = [];
    this.#at++;
    this.#skip();
    if (this.#take("]")) return result;
    for (;;) {
      result.push(this.#value(path + pointer(result.length), depth + 1));
      this.#skip();
      if (this.#take("]")) return result;
      if (!this.#take(",")) this.#fail();
      this.#skip();
    }
  }

  #string(path: string): string {
    const begin = this.#at;
    const token = this.#token(stringToken);
    if (token === null) return this.#fail();
    const value = token.includes("\\") ? (JSON.parse(token) as string) : token.slice(1, -1);
    if (!isSafeText(value)) this.#fault("bad-characters", path, begin, "");
    return value;
  }

  #number(token: string, path: string): number {
    const value = Number(token);
    const exact = /[.eE]/.test(token) ? Number.isFinite(value) : Number.isSafeInteger(value);
    if (!exact) this.#fault("inexact-number", path, this.#at - token.length, token);
    return value;
  }

  #token(expression: RegExp): string | null {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #skip(): void {
    this.#token(whiteSpace);
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #fail(found?: string): never {
    const here = this.#text.slice(this.#at, this.#at + 12).split("\n")[0] ?? "";
    this.#fault("not-json", "", this.#at, found ?? here);
    throw new SyntaxFault();
  }

  #fault(code: JsonFault["code"], path: string, at: number, found: string): void {
    if (this.#faults.length >= mostFaults) return;
    const before = this.#text.slice(0, at);
    const line = before.split("\n").length;
    this.#faults.push({ code, path, line, column: at - before.lastIndexOf("\n"), found });
  }
}
