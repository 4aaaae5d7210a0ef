/**
 * Preloaded (`--import`) into processes whose start matters. It spares a third of the time to load what Node does again and again:
 *
 * - A package's package.json is parsed for every import that names the package, and drizzle-orm's has 180 KB. So what an import
 *   means is remembered.
 * - Types are erased and code is compiled at each start. Node keeps both in a folder, when it is told which (NODE_COMPILE_CACHE names
 *   another one).
 *
 * JavaScript, because Node would load what erases types for this file alone.
 */
import { enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

// One that cannot be written is not used, and nothing else comes of it.
if (!process.env.NODE_COMPILE_CACHE)
  enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/lifeos/compiled", import.meta.url)));

/** @type {Map<string, import("node:module").ResolveFnOutput>} */
const known = new Map();

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL ?? "";
    if (specifier.startsWith(".")) {
      if (!parent.includes("/drizzle-orm/") || !specifier.endsWith(".js")) return next(specifier, context);
      return { url: new URL(specifier, parent).href, format: "module", shortCircuit: true };
    }
    // The project's own files all see the same packages.
    if (/^(node|file|data):/.test(specifier) || parent.includes("/node_modules/")) return next(specifier, context);
    const resolved = known.get(specifier) ?? next(specifier, context);
    known.set(specifier, resolved);
    return { ...resolved, shortCircuit: true };
  },
});
