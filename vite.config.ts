import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = process.env.GUICHENG_SERVER ?? "http://127.0.0.1:8460";

const large = 1_000_000;

/**
 * Writes each asset compressed beside itself, so that the server need not compress what never changes. The few large ones are pressed
 * less hard: the last hundredths of their size would be half of the time that a first start takes.
 */
function precompressed(): Plugin {
  const brotli = async (bytes: Buffer): Promise<Buffer> =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > large ? 8 : 11 },
    });
  return {
    name: "precompressed",
    apply: "build",
    // After everything is written: later steps of the build still change what a bundle holds.
    async writeBundle({ dir = "" }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name));
      const press = async (name: string): Promise<void> => {
        const path = join(dir, name);
        const bytes = await readFile(path);
        await writeFile(`${path}.br`, await brotli(bytes));
        await writeFile(`${path}.gz`, await promisify(gzip)(bytes));
      };
      await Promise.all(names.map(press));
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
    // The code editor is large, and loaded when it is opened. What every page loads is measured by the benchmarks.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // A worker exports nothing that would need a name.
  worker: { rolldownOptions: { checks: { missingNameOptionForIifeExport: false } } },
  // Only what the server answers: the page has modules under /api as well.
  server: { port: 8461, strictPort: true, proxy: { "/api/v1/": server, "/public/v1/": server } },
});
