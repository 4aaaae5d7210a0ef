/**
 * Options of Node for processes that serve LifeOS:
 *
 * - `--liftoff-only`: V8 compiles WebAssembly with its baseline compiler only. PGlite is PostgreSQL in WebAssembly, and the
 *   optimizing compiler needs 600 MB for its largest functions. Baseline code takes 1.4 times as long for a scan, but is ready at
 *   once.
 * - `--max-semi-space-size=4`: otherwise V8 lets its young generation grow to three times 16 MB while a start loads modules, and
 *   keeps it.
 * - the preload quick-imports.mjs.
 *
 * V8 reads them on the command line only: setting them later changes nothing. scripts/run.mjs, which runs before anything is
 * installed, reads the same file; deploy/lifeos.service and deploy/Dockerfile repeat it.
 */
import { readFileSync } from "node:fs";

const flags = JSON.parse(readFileSync(new URL("node-options.json", import.meta.url), "utf8")) as string[];

export const LEAN: readonly string[] = [...flags, `--import=${new URL("quick-imports.mjs", import.meta.url).href}`];
