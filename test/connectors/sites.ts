import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";
import { afterEach } from "vitest";
import type { Identity } from "./certificate.ts";

/** Real servers on the loopback interface, which end with the test. */
const running = new Set<{ close(): Promise<void> }>();
afterEach(async () => {
  await Promise.all([...running].map((one) => one.close()));
  running.clear();
});

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** An HTTP server that keeps what it was asked, over TLS where it has an identity. `answer` is told how often it was asked before. */
export async function site(
  answer: (asked: Asked, before: number, ...rest: Parameters<RequestListener>) => void,
  identity: Identity | null = null,
): Promise<{ port: number; asked: Asked[] }> {
  const asked: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const one = { method, path, headers, body: Buffer.concat(parts).toString("utf8") };
      asked.push(one);
      answer(one, asked.length - 1, request, response);
    });
  };
  const server: Server = identity === null ? createServer(listener) : createSecureServer(identity, listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  running.add({
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

export interface Delivered {
  from: string;
  to: string[];
  /** Headers and body as they came, encoded. */
  data: string;
  /** Value of a header, decoded as far as the tests need. */
  header(name: string): string;
  text: string;
}

/** How a mail server encrypts: from the first byte, or once it is asked to. */
export interface Encryption extends Identity {
  mode: "tls" | "starttls";
}

/**
 * A mail server that takes what it is sent. `answer` may give another reply than acceptance to a command. `commands` is what was
 * said to it, `encrypted` what of that came over TLS.
 */
export async function mailbox(
  answer: (command: string, before: number) => string | null = () => null,
  encryption: Encryption | null = null,
) {
  const delivered: Delivered[] = [];
  const commands: string[] = [];
  const encrypted: string[] = [];
  const sockets = new Set<Socket>();
  const listen = (socket: Socket, isSecure: boolean, greeting: string | null): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    let held = "";
    let letter: { from: string; to: string[]; data: string } | null = null;
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string): void => {
      if (inData && letter !== null) {
        if (line !== ".") {
          letter.data += `${line.replace(/^\.\./, ".")}\r\n`;
          return;
        }
        inData = false;
        delivered.push(opened(letter));
        return void say("250 taken");
      }
      const verb = line.split(/[ :]/)[0]!.toUpperCase();
      const before = commands.filter((one) => one.startsWith(verb)).length;
      commands.push(line);
      if (isSecure) encrypted.push(line);
      const other = answer(line, before);
      if (other !== null) return void say(other);
      if (verb === "EHLO") {
        const offers = encryption?.mode === "starttls" && !isSecure ? ["STARTTLS"] : ["AUTH PLAIN"];
        return void say(["250-sink", ...offers.map((one) => `250-${one}`), "250 8BITMIME"].join("\r\n"));
      }
      if (verb === "STARTTLS" && encryption !== null) {
        say("220 go on");
        socket.removeAllListeners("data");
        return listen(new TLSSocket(socket, { isServer: true, ...encryption }), true, null);
      }
      if (verb === "AUTH") return void say("235 welcome");
      if (verb === "MAIL") letter = { from: /<(.*)>/.exec(line)?.[1] ?? "", to: [], data: "" };
      if (verb === "RCPT") letter?.to.push(/<(.*)>/.exec(line)?.[1] ?? "");
      if (verb === "DATA") {
        inData = true;
        return void say("354 go on");
      }
      if (verb === "QUIT") return void socket.end("221 bye\r\n");
      say("250 ok");
    };
    socket.on("data", (part) => {
      held += part.toString("utf8");
      for (let end = held.indexOf("\r\n"); end >= 0; end = held.indexOf("\r\n")) {
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        take(line);
      }
    });
    if (greeting !== null) say(greeting);
  };
  const server =
    encryption?.mode === "tls"
      ? createTlsServer(encryption, (socket) => listen(socket, true, "220 sink"))
      : createTcpServer((socket) => listen(socket, false, "220 sink"));
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  running.add({
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  });
  return { port: (server.address() as AddressInfo).port, delivered, commands, encrypted };
}

function opened({ from, to, data }: { from: string; to: string[]; data: string }): Delivered {
  const end = data.indexOf("\r\n\r\n");
  const head = data.slice(0, end).replaceAll(/\r\n[ \t]+/g, " ");
  const body = data.slice(end + 4);
  const header = (name: string) => decodedWords(new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1] ?? "");
  const encoding = header("Content-Transfer-Encoding").toLowerCase();
  const text =
    encoding === "base64"
      ? Buffer.from(body, "base64").toString("utf8")
      : encoding === "quoted-printable"
        ? bytes(body.replaceAll(/=\r\n/g, ""), /=([0-9A-F]{2})/g)
        : body;
  return { from, to, data, header, text: text.replaceAll("\r\n", "\n") };
}

/** RFC 2047. */
function decodedWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : bytes(word.replaceAll("_", " "), /=([0-9A-F]{2})/g),
    );
}

function bytes(text: string, escape: RegExp): string {
  return Buffer.from(
    text.replaceAll(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
}
