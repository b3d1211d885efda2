import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";

/** Who is trusted to say whose a key is, beside the authorities that everybody trusts: that of an office's own servers. */

/** Whether a text is one certificate in PEM. */
export function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).toString() !== "";
  } catch {
    return false;
  }
}

/** For a connection over TLS: the runtime's own authorities where no others are named. */
export function trusting(authorities: readonly string[] = []): { ca?: string[] } {
  return authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] };
}
