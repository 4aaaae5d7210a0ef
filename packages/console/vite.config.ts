/** How the console is built; packages/console/build.ts runs it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vite";
import { contract } from "./vite/contract.ts";

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.resolve(root, "../../package.json"), "utf8")) as { version: string };

export default defineConfig({
  root,
  base: "/console/",
  plugins: [contract()],
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    outDir: path.resolve(root, "../../.build/console"),
    // Files of former builds stay for a while, for tabs that are still open; build.ts takes them away.
    emptyOutDir: false,
    manifest: true,
    target: "es2024",
    // A data: address is what the policy of the page refuses.
    assetsInlineLimit: 0,
    // Every browser that reads the target's syntax preloads modules by itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // "use client" is for frameworks that render on a server.
      checks: { moduleLevelDirective: false },
    },
  },
});
