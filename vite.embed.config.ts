import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The diagram as a library for pages of others: `guicheng/designer`. React, and the canvas library that asks for it, are those of the page. */
export default defineConfig({
  root: fileURLToPath(new URL("designer", import.meta.url)),
  base: "./",
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("dist/embed", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    lib: {
      entry: fileURLToPath(new URL("designer/embed.tsx", import.meta.url)),
      formats: ["es"],
      fileName: () => "embed.js",
      cssFileName: "style",
    },
    rolldownOptions: { external: [/^react($|\/)/, /^react-dom($|\/)/, "@xyflow/react"] },
  },
});
