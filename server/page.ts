import { existsSync } from "node:fs";
import { relative } from "node:path";
import process from "node:process";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";

/** What the browser may load: itself alone. Ant Design sets styles in elements; nothing evaluates code. */
export const contentSecurityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

/** Serves the built page from a folder: files with a hash in their name for ever, `index.html` for every view. */
export function servePage(app: Hono, folder: string): void {
  if (!existsSync(folder))
    throw new Error(`The page has not been built: ${folder} is not there. Run "npm run build".`);
  const root = relative(process.cwd(), folder);
  const secure = (c: { header(name: string, value: string): void }) => {
    c.header("Content-Security-Policy", contentSecurityPolicy);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "same-origin");
  };
  app.use(
    "/assets/*",
    serveStatic({
      root,
      // The build writes each asset compressed beside itself.
      precompressed: true,
      onFound: (_path, c) => {
        secure(c);
        c.header("Cache-Control", "public, max-age=31536000, immutable");
      },
    }),
  );
  app.get(
    "*",
    serveStatic({ root, onFound: (_path, c) => secure(c) }),
    serveStatic({
      root,
      path: "index.html",
      onFound: (_path, c) => {
        secure(c);
        c.header("Cache-Control", "no-cache");
      },
    }),
  );
}
