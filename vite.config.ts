import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.GUICHENG_SERVER ?? "http://127.0.0.1:8460";

/** The page. In development it is served by Vite, and what it asks of the server is passed on. */
export default defineConfig({
  root: fileURLToPath(new URL("designer", import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("dist/page", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|wouter|@tanstack|i18next|react-i18next)[\\/]/, priority: 3 },
            { name: "chart", test: /node_modules[\\/](@xyflow|elkjs|d3-[a-z]+|zustand)[\\/]/, priority: 3 },
            { name: "forms", test: /node_modules[\\/](@rjsf|lodash|lodash-es|@cfworker)[\\/]/, priority: 3 },
          ],
        },
      },
    },
  },
  server: { port: 8461, strictPort: true, proxy: { "/api": server, "/public": server } },
});
