// Two builds of one source: the portal (index.html and hashed assets), and with `--mode verify` the
// verifying page as one script and one style sheet, which pack.mjs puts into a single file.
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const out = process.env.PORTAL_OUT ?? "dist";

export default defineConfig(({ mode }) => ({
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false, "process.env.NODE_ENV": '"production"' },
  // The titles of the four-property test are the archive's own file, beside this folder.
  server: { proxy: { "/v1": "http://127.0.0.1:8080" }, fs: { allow: [".."] } },
  build: {
    outDir: mode === "verify" ? `${out}/verify` : `${out}/portal`,
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    ...(mode === "verify"
      ? { cssCodeSplit: false, lib: { entry: "src/verify.ts", formats: ["iife"], name: "verify", fileName: () => "verify.js", cssFileName: "verify" } }
      : {}),
  },
}));
