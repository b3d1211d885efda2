import { Ajv2020 } from "ajv/dist/2020.js";
import type { Connector, JsonObject, Problem, Subscription, Text } from "../../engine/index.ts";
import { allowedRanges, type Allowed } from "./addresses.ts";
import { isCertificate } from "./authorities.ts";
import { httpConnector } from "./http.ts";
import { mailConnector, type MailOptions } from "./mail.ts";
import { schema } from "./schema.ts";

/** What an administrator says about connectors, read and checked. */
export interface Connectors {
  connectors: Record<string, Connector>;
  subscriptions: Subscription[];
}
export type ReadConnectors = ({ ok: true } & Connectors) | { ok: false; problems: Problem[] };

type Secret = { secret: string };
interface HttpConfig {
  url: string;
  plain?: boolean;
  headers?: Record<string, string | Secret>;
  sign?: Secret & { header?: string };
  timeoutSeconds?: number;
  maxAnswerBytes?: number;
}
interface MailConfig extends Pick<MailOptions, "host" | "port" | "from" | "language"> {
  encryption?: MailOptions["encryption"];
  user?: string;
  password?: Secret;
  page?: string;
  timeoutSeconds?: number;
}
interface Config {
  hosts: string[];
  privateAddresses?: string[];
  authorities?: string[];
  http?: Record<string, HttpConfig>;
  mail?: Record<string, MailConfig>;
  subscriptions?: Subscription[];
}

const validate = new Ajv2020({ strict: false, allErrors: true }).compile<Config>(schema);

/** An attempt of the engine takes thirty seconds; a connector gives up before. */
const defaultSeconds = 10;
const defaultAnswerBytes = 1_048_576;

/**
 * Reads the text of a connectors file. Everything that is wrong with it is told with its place; secrets are looked up in the
 * environment by the names that the file gives and stand nowhere in it.
 */
export function readConnectors(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): ReadConnectors {
  const parsed = parse(text);
  if ("fault" in parsed) return { ok: false, problems: [problem("", noJson(parsed.fault))] };
  const config: unknown = parsed.value;
  if (!validate(config)) {
    const problems = (validate.errors ?? []).map(({ instancePath, message = "", params }) => {
      const extra = params["additionalProperty"] as string | undefined;
      return problem(extra === undefined ? instancePath : `${instancePath}/${extra}`, noForm(message));
    });
    return { ok: false, problems };
  }
  return new Reader(config, environment).read();
}

/** Makes connectors of what has the form of a configuration, and collects what is wrong with it all the same. */
class Reader {
  private readonly problems: Problem[] = [];
  private readonly config: Config;
  private readonly environment: Readonly<Record<string, string | undefined>>;

  constructor(config: Config, environment: Readonly<Record<string, string | undefined>>) {
    this.config = config;
    this.environment = environment;
  }

  read(): ReadConnectors {
    const { http = {}, mail = {}, subscriptions = [] } = this.config;
    const connectors = Object.fromEntries([
      ...Object.entries(http).map(([name, one]) => [name, this.http(one, `/http/${name}`)] as const),
      ...Object.entries(mail).map(([name, one]) => [name, this.mail(one, `/mail/${name}`)] as const),
    ]);
    for (const name of Object.keys(mail))
      if (Object.hasOwn(http, name)) this.add(`/mail/${name}`, twice(name));
    subscriptions.forEach(({ connector }, index) => {
      if (!Object.hasOwn(connectors, connector))
        this.add(`/subscriptions/${index}/connector`, unknownConnector(connector, Object.keys(connectors)));
    });
    (this.config.authorities ?? []).forEach((text, index) => {
      if (!isCertificate(text)) this.add(`/authorities/${index}`, noCertificate);
    });
    if (this.problems.length > 0) return { ok: false, problems: this.problems };
    return { ok: true, connectors, subscriptions };
  }

  private add(path: string, message: Text): void {
    this.problems.push(problem(path, message));
  }

  private get allowed(): Allowed {
    const { privateAddresses = [] } = this.config;
    const allowed = allowedRanges(privateAddresses);
    if (allowed !== null) return allowed;
    privateAddresses.forEach((range, index) => {
      if (allowedRanges([range]) === null) this.add(`/privateAddresses/${index}`, noRange(range));
    });
    return { has: () => false };
  }

  private get trusted(): { authorities?: string[] } {
    const { authorities } = this.config;
    return authorities === undefined ? {} : { authorities };
  }

  private host(host: string, at: string): void {
    const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
    if (!this.config.hosts.some((one) => one.toLowerCase() === name)) this.add(at, noHost(name));
  }

  private secret({ secret }: Secret, at: string): string {
    const value = this.environment[secret];
    if (value === undefined || value === "") this.add(`${at}/secret`, noSecret(secret));
    return value ?? "";
  }

  private http(one: HttpConfig, at: string): Connector {
    const { headers = {}, sign, timeoutSeconds = defaultSeconds, maxAnswerBytes = defaultAnswerBytes } = one;
    const url = URL.canParse(one.url) ? new URL(one.url) : null;
    const protocol = one.plain === true ? "http:" : "https:";
    if (url === null || url.protocol !== protocol || url.username !== "" || url.password !== "")
      this.add(`${at}/url`, noUrl(one.url, protocol));
    else this.host(url.hostname, `${at}/url`);
    return httpConnector({
      url: url ?? new URL("https://unknown.invalid"),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          typeof value === "string" ? value : this.secret(value, `${at}/headers/${name}`),
        ]),
      ),
      ...(sign === undefined
        ? {}
        : { sign: { secret: this.secret(sign, `${at}/sign`), header: sign.header ?? "Guicheng-Signature" } }),
      timeoutMillis: timeoutSeconds * 1000,
      maxAnswerBytes,
      allowed: this.allowed,
      ...this.trusted,
    });
  }

  private mail(one: MailConfig, at: string): Connector {
    const { host, port, from, language, encryption = "starttls", user, password, page } = one;
    this.host(host, `${at}/host`);
    if (page !== undefined && !/^https?:$/.test(URL.canParse(page) ? new URL(page).protocol : ""))
      this.add(`${at}/page`, noUrl(page, "https:"));
    return mailConnector({
      host,
      port,
      from,
      encryption,
      ...(language === undefined ? {} : { language }),
      ...(user === undefined || password === undefined
        ? {}
        : { login: { user, password: this.secret(password, `${at}/password`) } }),
      ...(page !== undefined && URL.canParse(page) ? { page: new URL(page) } : {}),
      timeoutMillis: (one.timeoutSeconds ?? defaultSeconds) * 1000,
      allowed: this.allowed,
      ...this.trusted,
    });
  }
}

function parse(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) as JsonObject };
  } catch (fault) {
    return { fault: (fault as Error).message };
  }
}

const problem = (path: string, message: Text): Problem => ({
  code: "invalid-connectors",
  severity: "error",
  path,
  message,
});

const noJson = (fault: string): Text => ({
  en: `The file is no JSON: ${fault}`,
  "zh-CN": `文件不是有效的JSON：${fault}`,
});
const noForm = (fault: string): Text => ({
  en: `This does not have the form that is asked here: ${fault}.`,
  "zh-CN": `此处格式不符合要求：${fault}。`,
});
const twice = (name: string): Text => ({
  en: `There are two connectors called “${name}”.`,
  "zh-CN": `有两个连接器名为“${name}”。`,
});
const unknownConnector = (name: string, known: string[]): Text => ({
  en: `There is no connector “${name}”. There are: ${known.join(", ") || "–"}.`,
  "zh-CN": `没有连接器“${name}”。现有：${known.join("、") || "–"}。`,
});
const noRange = (range: string): Text => ({
  en: `“${range}” is no address and no range such as 10.1.0.0/16.`,
  "zh-CN": `“${range}”不是地址，也不是如10.1.0.0/16的地址段。`,
});
const noCertificate: Text = {
  en: "This is no certificate in PEM.",
  "zh-CN": "此处不是PEM格式的证书。",
};
const noHost = (host: string): Text => ({
  en: `The host “${host}” is not among \`hosts\`.`,
  "zh-CN": `主机“${host}”不在\`hosts\`名单内。`,
});
const noSecret = (name: string): Text => ({
  en: `The environment has no “${name}”.`,
  "zh-CN": `环境变量中没有“${name}”。`,
});
const noUrl = (url: string, protocol: string): Text => ({
  en: `“${url}” is no ${protocol} address without a login in it${protocol === "https:" ? "; unencrypted http needs `plain`" : ""}.`,
  "zh-CN": `“${url}”不是不含登录信息的${protocol}地址${protocol === "https:" ? "；不加密的http须声明`plain`" : ""}。`,
});
