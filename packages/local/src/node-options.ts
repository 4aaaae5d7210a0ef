/**
 * What Node is told when it serves LifeOS:
 *
 * - `--liftoff-only`: V8's first compiler of WebAssembly and no other. PGlite is PostgreSQL in WebAssembly, and the optimising compiler
 *   takes 600 MB for its largest functions. What the first one makes takes 1.4 times as long for a scan, and is there at once.
 * - `--max-semi-space-size=4`: V8 lets its young generation grow to three times 16 MB while a start loads modules, and keeps it.
 * - quick-imports.mjs.
 *
 * V8 listens only on the command line: once it runs, setting them changes nothing. scripts/run.mjs, which runs before anything is
 * installed, reads the same file; deploy/lifeos.service and deploy/Dockerfile repeat it.
 */
import { readFileSync } from "node:fs";

const flags = JSON.parse(readFileSync(new URL("node-options.json", import.meta.url), "utf8")) as string[];

export const LEAN: readonly string[] = [...flags, `--import=${new URL("quick-imports.mjs", import.meta.url).href}`];
