/** `npm run synthetic`: a copy of the project with more operations, and what a command makes of it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { copyProject, writeSynthetic } from "#testing/synthetic";

const help = `Makes a copy of the project with synthetic resources, with their migration and contract, and runs a command in it.

  npm run synthetic -- [options] [command …]

  --operations N   how many are added, seven to a resource (default 220)
  --into FOLDER    where the copy is made, which has to be empty, and stays (default: a temporary folder, which goes)
  --help

The command is npm test unless given, and its time by the clock is told after it.`;

const { values, positionals } = parseArgs({
  options: {
    operations: { type: "string", default: "220" },
    into: { type: "string" },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
process.exitCode = main();

function main(): number {
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (!/^\d{1,3}$/.test(values.operations)) {
    console.error(`--operations takes a whole number below 1,000.\n\n${help}`);
    return 2;
  }
  const folder = values.into ? path.resolve(values.into) : mkdtempSync(path.join(tmpdir(), "lifeos-synthetic-"));
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    console.error(`${folder} is not empty.`);
    return 2;
  }
  try {
    copyProject(folder);
    writeSynthetic(folder, Number(values.operations));
    const run = (command: string, args: string[]) =>
      spawnSync(command, args, { cwd: folder, stdio: "inherit" }).status ?? 1;
    for (const args of [["scripts/generate-migration.ts", "--name", "synthetic"], ["scripts/gen.ts"]]) {
      const status = run(process.execPath, args);
      if (status !== 0) return status;
    }
    const [command = "npm", ...args] = positionals.length > 0 ? positionals : ["npm", "test"];
    const began = performance.now();
    const status = run(command, args);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(`\n${[command, ...args].join(" ")}: ${seconds} s`);
    return status;
  } finally {
    if (!values.into) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
