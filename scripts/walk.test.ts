/** The README's walk, followed word by word in a copy of this checkout, by the commands that it names. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyProject } from "#testing/synthetic";

const root = path.resolve(import.meta.dirname, "..");
const run = promisify(execFile);

interface Step {
  words: string;
  /** The code under it, and in which language it is. */
  language: string;
  code: string;
}

/** The numbered steps of “Adding a table with endpoints and an event”. */
function steps(): Step[] {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const walk = /^## Adding a table .*\n([\s\S]*?)^## /m.exec(readme)![1]!;
  return [...walk.matchAll(/^\*\*\d+\. ([\s\S]*?)\n\n```(\w+)\n([\s\S]*?)```$/gm)].map(([, words, language, code]) => ({
    words: words!,
    language: language!,
    code: code!,
  }));
}

let copy: string;
beforeAll(() => {
  // The commands install what is missing, and what the copy has is only a link: they would install it over this one.
  const stamp = path.join(root, "node_modules", ".installed");
  const lock = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json")));
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock.digest("hex"))
    throw new Error("Run the tests with `npm test`, which installs what the lock file names.");
  copy = mkdtempSync(path.join(tmpdir(), "lifeos-walk-"));
  copyProject(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it("adds a table whose endpoints, events and reaction work, and whose test passes", async () => {
  const walk = steps();
  expect(walk.map(({ language }) => language)).toEqual(["ts", "ts", "ts", "ts", "sh", "ts"]);
  const commands: string[] = [];
  for (const { words, language, code } of walk) {
    if (language === "sh") {
      for (const command of code.trim().split("\n")) await npm(command);
      continue;
    }
    const file = path.join(copy, /`((?:packages|functions)\/[^`]+)`/.exec(words)![1]!);
    if (words.includes("at the end of")) appendFileSync(file, `\n${code}`);
    else {
      expect(existsSync(file), file).toBe(false);
      writeFileSync(file, code);
    }
    commands.push(...[...words.matchAll(/`(npm test -- [^`]+)`/g)].map(([, command]) => command!));
  }
  expect(commands).toHaveLength(1);
  for (const command of commands) expect(await npm(command)).toContain("1 passed");

  const { paths } = JSON.parse(readFileSync(path.join(copy, "packages/contract/openapi.json"), "utf8"));
  expect(Object.keys(paths)).toContain("/v1/health/symptoms/{symptomId}");
});

/** Runs a command of npm in the copy, and answers what it printed. */
async function npm(command: string): Promise<string> {
  const [program, ...args] = command.split(" ");
  expect(program).toBe("npm");
  const { CI: _, ...environment } = process.env;
  const { stdout } = await run("npm", args, { cwd: copy, env: { ...environment, NO_COLOR: "1" } });
  return stdout;
}
