/**
 * `import form from "contract:work.tasks.create"`: what a form needs to know of an operation's body, cut from the contract when the
 * console is built, so that a page brings the schemas of its own operations and no others.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { type Contract, describeForm } from "./describe-form.ts";

const PREFIX = "contract:";
const file = path.resolve(import.meta.dirname, "../../contract/openapi.json");

export function contract(): Plugin {
  let read: Contract | undefined;
  return {
    name: "lifeos-contract",
    buildStart() {
      read = undefined;
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      read ??= JSON.parse(readFileSync(file, "utf8")) as Contract;
      this.addWatchFile(file);
      return `export default ${JSON.stringify(describeForm(read, id.slice(PREFIX.length + 1)))};`;
    },
  };
}
