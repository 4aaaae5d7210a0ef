/** `npm run prove`: runs complete proofs, of which `npm test` runs only a part. */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Proofs of which a helper of several tests holds a part. */
const HELPERS = [
  [/from "#testing\/browser"/, "console"],
  [/from "[#./]*testing\/slow/, "slow"],
  [/\b(?:forEachDatabase|testDb)\(/, "databases"],
  [/from "#testing\/(?:post|shelf)"/, "databases"],
  [/\bisHeldInTurn\(/, "walk"],
  [/\beveryKind\b/, "templates"],
] as const;
const proofs = new Map<string, string[]>();
for (const file of globSync("{packages,functions,stacks,scripts}/**/*.test.ts", { cwd: root }).sort()) {
  const source = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
  const named = [...source.matchAll(/\b(?:sampled|someOf|isWhole)\(\s*"([\w-]+)"/g)].map(([, name]) => name!);
  for (const [what, name] of HELPERS) if (what.test(source)) named.push(name);
  for (const name of new Set(named)) proofs.set(name, [...(proofs.get(name) ?? []), file]);
}

const help = `Holds a proof as a whole, of which npm test holds a part.

  npm run prove -- <name>

${[...proofs].map(([name, files]) => `  ${name.padEnd(12)} ${files.join(", ")}`).join("\n")}
`;
const [name, ...more] = process.argv.slice(2);
if (name === undefined || name === "--help") {
  console.log(help);
} else if (more.length > 0 || !proofs.has(name)) {
  console.error(`There is no proof "${[name, ...more].join(" ")}".\n\n${help}`);
  process.exitCode = 2;
} else {
  const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...proofs.get(name)!], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PROVE: name },
  });
  process.exitCode = status ?? 1;
}
