import type { Engine } from "../engine/runtime/index.ts";
import type { Principal } from "../engine/model/index.ts";

/**
 * Who asks. The port through which tokens, sessions or a gateway's headers come in; the engine is told only the principal.
 * `null`: nobody is known, and only what is open to anyone is answered.
 */
export interface Identity {
  who(request: Asking): Promise<Principal | null>;
  /** Whether anybody may be anybody. The server then binds to loopback alone, and the page says so. */
  demonstration: boolean;
}

/** What an identity may look at: Hono's request is one. */
export interface Asking {
  path: string;
  header(name: string): string | undefined;
  query(name: string): string | undefined;
}

/**
 * Demonstration: the header `Guicheng-As` names a person of the directory. An EventSource cannot send headers, so that the
 * stream takes the query parameter `as` instead.
 */
export function demonstrationIdentity(engine: Engine): Identity {
  return {
    demonstration: true,
    async who(request) {
      const named =
        request.header("guicheng-as") ?? (request.path.endsWith("/stream") ? request.query("as") : undefined);
      if (named === undefined || named.length > 200) return null;
      return engine.person(decodeName(named));
    },
  };
}

/** Ids may be Chinese; headers are Latin-1, so that they come percent-encoded. */
export function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
