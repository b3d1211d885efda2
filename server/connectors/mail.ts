import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { createTransport } from "nodemailer";
import {
  PermanentFailure,
  type Connector,
  type Json,
  type Language,
  type PersonalNotice,
} from "../../engine/index.ts";
import { resolveHost, type Allowed, type Resolver } from "./addresses.ts";
import { trusting } from "./authorities.ts";

export interface MailOptions {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` before anything is said, or `none`. */
  encryption: "tls" | "starttls" | "none";
  login?: { user: string; password: string };
  from: string;
  /** Both where absent. */
  language?: Language;
  /** Address of the page: a notice then says where the case is. */
  page?: URL;
  timeoutMillis: number;
  allowed: Allowed;
  /** Certificates (PEM) of authorities that are trusted beside the public ones. */
  authorities?: readonly string[];
  /** The system's where absent. */
  resolver?: Resolver;
}

/** What a definition's call of the connector gives as its input. */
interface Letter {
  to: string;
  subject: string;
  text: string;
}

/**
 * Sends mail over SMTP, in plain text, to one address at a time: a personal notice, or what a definition gives as
 * `{ to, subject, text }`. The Message-ID is made of the key of the effect, so that a repetition is known as one. What the server
 * refuses for good (5xx) is a permanent failure; 4xx, a slow or broken connection and a certificate that is not trusted or not the
 * host's are tried again.
 */
export function mailConnector(options: MailOptions): Connector {
  const { host, port, encryption, login, from, timeoutMillis, allowed, authorities, resolver } = options;
  return {
    async perform({ key, type, input, signal }) {
      const letter =
        type === "notify" ? noticeLetter(input as unknown as PersonalNotice, options) : letterOf(input);
      if (!isAddress(letter.to)) throw new PermanentFailure(`“${letter.to}” is no mail address`);
      const [first] = await resolveHost(host, allowed, resolver);
      const transport = createTransport({
        // The address that was checked is the one connected to; the name is what the certificate is for.
        host: first!.address,
        port,
        secure: encryption === "tls",
        requireTLS: encryption === "starttls",
        ignoreTLS: encryption === "none",
        tls: { ...(isIP(host) === 0 ? { servername: host } : {}), ...trusting(authorities) },
        ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
        connectionTimeout: timeoutMillis,
        greetingTimeout: timeoutMillis,
        socketTimeout: timeoutMillis,
      });
      const stop = () => transport.close();
      signal.addEventListener("abort", stop, { once: true });
      try {
        await transport.sendMail({
          from,
          to: { name: "", address: letter.to },
          subject: oneLine(letter.subject),
          text: letter.text,
          messageId: messageId(key, from),
          headers: { "Idempotency-Key": oneLine(key), "Auto-Submitted": "auto-generated" },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return type === "notify" ? undefined : null;
      } catch (fault) {
        throw asFailure(fault);
      } finally {
        signal.removeEventListener("abort", stop);
        transport.close();
      }
    },
  };
}

function letterOf(input: Json): Letter {
  const { to, subject, text } = (input ?? {}) as Partial<Record<keyof Letter, Json>>;
  if (typeof to !== "string" || typeof subject !== "string" || typeof text !== "string")
    throw new PermanentFailure("a mail needs `to`, `subject` and `text`, each a text");
  return { to, subject, text };
}

const silent = {
  en: "There is a message for you on your desk.",
  "zh-CN": "您的工作台有一条新消息。",
};

function noticeLetter(
  { to, title, text, case: id }: PersonalNotice,
  { language, page }: MailOptions,
): Letter {
  const languages: readonly Language[] = language === undefined ? ["zh-CN", "en"] : [language];
  const link = page === undefined ? [] : [new URL(`cases/${encodeURIComponent(id)}`, page).href];
  return {
    to,
    subject: languages.map((one) => title[one]).join(" · "),
    text: `${[...languages.map((one) => (text ?? silent)[one]), ...link].join("\n\n")}\n`,
  };
}

/** One address and nothing that could be read as a header or a list. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/.test(text);
}

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").slice(0, 200);

function messageId(key: string, from: string): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? "guicheng.invalid";
  return `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${domain}>`;
}

function asFailure(fault: unknown): Error {
  const { responseCode, message } = fault as { responseCode?: number; message?: string };
  const words = message ?? String(fault);
  return responseCode !== undefined && responseCode >= 500 ? new PermanentFailure(words) : new Error(words);
}
