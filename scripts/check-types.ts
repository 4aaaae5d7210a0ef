/**
 * `npm run check:types`: the product and, in projects of their own, the stacks and the console, side by side. aws-cdk-lib has a third of all
 * the declarations that there are, so only who works on the stacks waits for it; and only the console runs where there is a document.
 *
 * TypeScript's native compiler checks in a quarter of the time, and keeps in node_modules/.cache what it found out, so that the next run
 * looks at what has changed. `typescript` itself stays at the last version in JavaScript, because generators of code use it as a library.
 */
import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
export const compiler = path.join(root, "node_modules/typescript-native/bin/tsc");
export const projects = ["tsconfig.json", "stacks/tsconfig.json", "packages/console/tsconfig.json"];
/** More checkers than cores would only repeat each other's work. */
const CHECKERS = "2";

/** What a compilation prints, and whether it found nothing wrong. */
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
