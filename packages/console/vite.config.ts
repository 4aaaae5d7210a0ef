/** How the console is built; packages/console/build.ts runs it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vite";
import { contract } from "./vite/contract.ts";

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.resolve(root, "../../package.json"), "utf8")) as { version: string };

/** The entry stays a file of its own, by which size.test.ts finds what a start loads. */
const notTheEntry = (id: string) => !/\.html$|\/main\.tsx$/.test(id);

/** Forms bring a library along, which pages without one do without. */
const ownButForms = (id: string) => id.startsWith(path.join(root, "src/")) && !id.endsWith("/data/form.ts");

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
    // size.test.ts knows better what is too much.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        // What every start loads is one file, and what most pages share another: each file more costs a round trip of its own.
        codeSplitting: {
          groups: [
            { name: "start", tags: ["$initial"], test: notTheEntry, priority: 2 },
            { name: "pages", minShareCount: 20, test: ownButForms, priority: 1 },
          ],
        },
      },
      // "use client" is for frameworks that render on a server.
      checks: { moduleLevelDirective: false },
    },
  },
});
