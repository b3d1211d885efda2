import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

/** A key with a certificate for it, made for a test: nobody but the test trusts who has signed it. */
export interface Identity {
  key: string;
  cert: string;
}

/** A certificate that its own key has signed, for names such as `localhost`, valid from an hour ago for a day. */
export function selfSigned(...names: string[]): Identity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid("2a8648ce3d040302")); // ecdsa-with-SHA256
  const who = sequence(set(sequence(oid("550403"), text(names[0]!)))); // commonName
  const now = Date.now();
  const content = sequence(
    tagged(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    who,
    sequence(time(now - 3_600_000), time(now + 86_400_000)),
    who,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(
      3,
      sequence(
        extension("551d13", sequence(der(0x01, Buffer.from([0xff])))), // basicConstraints: an authority
        extension("551d11", sequence(...names.map((name) => der(0x82, Buffer.from(name))))), // subjectAltName
      ),
    ),
  );
  const whole = sequence(content, algorithm, bits(sign("sha256", content, privateKey)));
  return { key: pem(privateKey), cert: certificate(whole) };
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const set = (...parts: Buffer[]) => der(0x31, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const integer = (bytes: Buffer) => der(0x02, bytes);
const text = (words: string) => der(0x0c, Buffer.from(words));
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes);
const tagged = (tag: number, part: Buffer) => der(0xa0 + tag, part);
const extension = (hex: string, value: Buffer) => sequence(oid(hex), der(0x04, value));
const time = (at: number) =>
  der(0x18, Buffer.from(`${new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, "")}`));
const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }) as string;
const certificate = (whole: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
