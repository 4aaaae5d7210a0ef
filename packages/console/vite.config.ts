/** How the console is built; packages/console/build.ts runs it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Rolldown } from "vite";
import { defineConfig } from "vite";
import { contract } from "./vite/contract.ts";
import { early } from "./vite/early.ts";

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.resolve(root, "../../package.json"), "utf8")) as { version: string };

/** The page itself is no script. */
const isPage = (id: string) => id.endsWith(".html");

/** But for what brings a library along, which pages do without that have no form, no list of choices and no chart. */
const isShared = (id: string) =>
  id.startsWith(path.join(root, "src/")) && !/\/(form\.ts|FormSheet\.tsx|Combobox\.tsx|Series\.tsx)$/.test(id);

/**
 * What main.tsx does not run without, and what that imports: React, other libraries, and what is ours. They come side by side, and libraries stay
 * what they are over most releases, so that who comes back has them still.
 */
function ofFrame(id: string, context: Rolldown.ChunkingContext): string | null {
  if (isPage(id)) return null;
  if (frame.size === 0) addImports(path.join(root, "src/main.tsx"));
  if (!frame.has(id)) return null;
  if (!id.includes("/node_modules/")) return "start";
  return /\/node_modules\/(react-dom|scheduler)\//.test(id) ? "react" : "libraries";

  function addImports(from: string): void {
    if (frame.has(from)) return;
    frame.add(from);
    for (const one of context.getModuleInfo(from)?.importedIds ?? []) addImports(one);
  }
}
const frame = new Set<string>();

/**
 * What the first page does not run without, but for words, which are of one language: most starts are there, so that its parts come as one, and
 * another page that has one of them brings little along.
 */
function ofFirstPage(id: string, context: Rolldown.ChunkingContext): string | null {
  if (firstPage.size === 0) addImports(path.join(root, "pillars/platform/today.tsx"));
  return firstPage.has(id) && id.startsWith(`${root}/`) ? "today" : null;

  function addImports(from: string): void {
    if (firstPage.has(from) || from.endsWith(".css")) return;
    firstPage.add(from);
    for (const one of context.getModuleInfo(from)?.importedIds ?? []) addImports(one);
  }
}
const firstPage = new Set<string>();

export default defineConfig({
  root,
  base: "/console/",
  plugins: [contract(), early()],
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
    // All styles are small together, and would be a request more for each page and for most of its parts.
    cssCodeSplit: false,
    reportCompressedSize: false,
    // size.test.ts knows better what is too much.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        // Each file more costs a round trip of its own. So what is loaded together is one, or a few where it is large: what finds out who
        // is here, the frame, and what several pages share.
        codeSplitting: {
          groups: [
            { name: "begin", tags: ["$initial"], test: (id) => !isPage(id), priority: 4 },
            { name: "begin", test: /rolldown\/runtime/, priority: 5 },
            { name: ofFrame, debugName: "start", priority: 3 },
            { name: "pages", minShareCount: 4, test: isShared, priority: 2 },
            { name: ofFirstPage, debugName: "today", priority: 1 },
          ],
        },
      },
      // "use client" is for frameworks that render on a server.
      checks: { moduleLevelDirective: false },
    },
  },
});
