/**
 * A copy of the project as it will be when it has twice as many operations: each file of endpoints is there a second time under other
 * paths, and there are consumers and workflows that do nothing.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

export const SYNTHETIC_CONSUMERS = 20;
export const SYNTHETIC_WORKFLOWS = 25;

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** Copies what git knows of the project into `folder`, uncommitted changes included; `node_modules` is a link. */
export function copyProject(folder: string): void {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: projectRoot,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  for (const file of listed.split("\0").filter(Boolean))
    cpSync(path.join(projectRoot, file), path.join(folder, file), { force: true });
  const installed = path.join(projectRoot, "node_modules");
  mkdirSync(path.join(folder, "node_modules"));
  // Each package by itself, so that what is kept in node_modules/.cache is the copy's own.
  for (const name of readdirSync(installed)) {
    if (name === ".cache") continue;
    symlinkSync(path.join(installed, name), path.join(folder, "node_modules", name));
  }
}

/** Adds the endpoints of the project once more, and handlers that do nothing; answers how many files of endpoints it copied. */
export function addSynthetic(folder: string): number {
  const functions = path.join(folder, "functions");
  let copied = 0;
  for (const pillar of readdirSync(functions)) {
    for (const file of readdirSync(path.join(functions, pillar))) {
      const text = readFileSync(path.join(functions, pillar, file), "utf8");
      if (!file.endsWith(".ts") || file.endsWith(".test.ts") || !text.includes("/v1/")) continue;
      const resource = file.slice(0, -".ts".length);
      const copy = `${resource}-copy`;
      // A path names its file.
      const renamed = text.replace(/\/v1\/[\w{}/.-]+/g, (route) =>
        route.replace(new RegExp(`/${resource}(?=[/.]|$)`), `/${copy}`),
      );
      writeFileSync(path.join(functions, pillar, `${copy}.ts`), renamed);
      copied += 1;
    }
  }
  /** Writes `count` declarations that wait for a reopened task and do nothing. */
  const declare = (kind: "consumer" | "workflow", count: number, suffix = "") => {
    const on = kind === "consumer" ? "[TaskReopened]" : "TaskReopened";
    const lines = Array.from({ length: count }, (_, n) => {
      const name = `synthetic${n}${suffix}`;
      return `export const ${name} = ${kind}("work.${name}", ${on}, { summary: "Nothing", handler: async () => {} });\n`;
    });
    const imports = `import { TaskReopened } from "#core/work/events";\nimport { ${kind} } from "#kit/${kind}";\n`;
    writeFileSync(path.join(functions, "work", `synthetic-${kind}s.ts`), imports + lines.join(""));
  };
  declare("consumer", SYNTHETIC_CONSUMERS);
  declare("workflow", SYNTHETIC_WORKFLOWS, "Flow");
  writeFileSync(
    path.join(functions, "serve", "synthetic.ts"),
    `import * as flows from "#functions/work/synthetic-workflows";\nimport { serve } from "#cloud/serve";\nexport const synthetic = serve("synthetic", Object.values(flows));\n`,
  );
  return copied;
}
