import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = process.env.GUICHENG_SERVER ?? "http://127.0.0.1:8460";

/** Writes each asset compressed beside itself, so that the server need not compress what never changes. */
function precompressed(): Plugin {
  return {
    name: "precompressed",
    apply: "build",
    // After everything is written: later steps of the build still change what a bundle holds.
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const path = join(dir, name);
        const bytes = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(bytes));
        writeFileSync(`${path}.gz`, gzipSync(bytes));
      }
    },
  };
}

/** The page. In development it is served by Vite, and what it asks of the server is passed on. */
export default defineConfig({
  root: fileURLToPath(new URL("designer", import.meta.url)),
  plugins: [react(), precompressed()],
  resolve: {
    alias: { "@rjsf/validator-ajv8": fileURLToPath(new URL("designer/form/absent.ts", import.meta.url)) },
  },
  build: {
    outDir: fileURLToPath(new URL("dist/page", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 1600,
  },
  server: { port: 8461, strictPort: true, proxy: { "/api": server, "/public": server } },
});
