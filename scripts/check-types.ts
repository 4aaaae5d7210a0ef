/**
 * `npm run check:types`: checks the product and, as separate projects, the stacks and the console, in parallel. aws-cdk-lib has a third of
 * all type declarations, so only the stacks include it; only the console has the types of a browser.
 *
 * TypeScript's native compiler takes a quarter of the time, and caches its results in node_modules/.cache, so that the next run
 * checks only changes. `typescript` itself stays at the last version in JavaScript, because code generators use it as a library.
 */
import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
export const compiler = path.join(root, "node_modules/typescript-native/bin/tsc");
export const projects = ["tsconfig.json", "stacks/tsconfig.json", "packages/console/tsconfig.json"];
/** More checkers than cores would only repeat each other's work. */
const CHECKERS = "2";

/** The output of a compilation, and whether it found no errors. */
function check(project: string): Promise<{ output: string; isRight: boolean }> {
  return new Promise((resolve, reject) => {
    const pretty = String(process.stdout.isTTY ?? false);
    const args = [compiler, "-p", project, "--checkers", CHECKERS, "--pretty", pretty];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ output, isRight: code === 0 }));
  });
}

if (import.meta.main) {
  const checked = await Promise.all(projects.map(check));
  for (const { output } of checked) process.stdout.write(output);
  if (checked.some(({ isRight }) => !isRight)) process.exitCode = 1;
}
