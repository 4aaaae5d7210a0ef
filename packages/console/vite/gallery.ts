/**
 * `npx vite build -c packages/console/vite/gallery.ts`: every component in every state on pages of their own, into `.build/gallery`. It is for looking
 * and for tests, and no part of the console.
 */
import path from "node:path";
import { mergeConfig } from "vite";
import console from "../vite.config.ts";

export default mergeConfig(console, {
  base: "/",
  build: {
    outDir: path.resolve(import.meta.dirname, "../../../.build/gallery"),
    emptyOutDir: true,
    rolldownOptions: { input: path.resolve(import.meta.dirname, "../gallery.html") },
  },
});
