/** `npm run test:inngest`: tests LifeOS with a real Inngest server. */
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inPlace, type Sources } from "#testing/crash/places";
import { startPostgres } from "#testing/postgres";
import { pgliteTemplate } from "#testing/templates";
import { administer } from "./admin.ts";
import { killsUnderMail } from "./kills.ts";
import { MODES, NEEDS, type Target, targetsOf } from "./targets.ts";

const PARTS = ["suite", "story", "admin", "kills"] as const;
const help = `Holds LifeOS against a real Inngest server: the conformance suite, the story, what administrators do with runs, and kills of the product and, with INNGEST_BINARY,
of the server at random instants while mails come in.

  npm run test:inngest -- [options]

  --only NAMES      of ${PARTS.join(", ")}, with commas between (default: all)
  --mode NAME       of an executable: ${MODES.join(" or ")} (default: both)
  --mails N         mails that come in (default 200)
  --kills N         kills meanwhile (default 8)
  --of NAMES        what is killed: product, server, or both with a comma between (default; the server only with INNGEST_BINARY)
  --patience N      seconds that everything may take to come to rest afterwards (default 600)
  --seed N          repeats the plan of kills of an earlier run (default: a new one, printed)
  --help

${NEEDS}`;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: PARTS.join(",") },
    mode: { type: "string" },
    mails: { type: "string", default: "200" },
    kills: { type: "string", default: "8" },
    of: { type: "string", default: "product,server" },
    patience: { type: "string", default: "600" },
    seed: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("../../..", import.meta.url));
// An exit cleans up; without a listener an interrupt would end the process without an exit event.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await run();

async function run(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const modes = MODES.filter((mode) => values.mode === undefined || values.mode === mode);
  const parts = values.only.split(",");
  const numbers = [values.mails, values.kills, values.patience, values.seed ?? "1"];
  if (modes.length === 0 || !parts.every((part) => (PARTS as readonly string[]).includes(part))) return usage();
  if (!values.of.split(",").every((name) => name === "product" || name === "server")) return usage();
  if (!numbers.every((text) => /^\d{1,9}$/.test(text))) return usage();
  const directory = mkdtempSync(path.join(tmpdir(), "lifeos-inngest-"));
  const targets = targetsOf(process.env, directory, modes);
  if (targets.length === 0) {
    console.error(NEEDS);
    return 2;
  }
  let failures = 0;
  try {
    for (const open of targets) {
      const target = await open();
      process.once("exit", () => void target.process?.kill());
      console.log(`\n${target.name}`);
      try {
        for (const part of parts) failures += (await prove(part, target, directory)) ? 0 : 1;
      } finally {
        await target.close();
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  }
  return failures === 0 ? 0 : 1;
}

async function prove(part: string, target: Target, directory: string): Promise<boolean> {
  console.log(`\n  ${part}`);
  if (part === "kills") return kill(target);
  if (part === "admin") return administered(target, directory);
  const [args, env] =
    part === "suite"
      ? [["node_modules/vitest/vitest.mjs", "run", "packages/local/src/engine/conformance.test.ts"], target.server]
      : [["packages/local/src/demo.ts"], target.product];
  const { INNGEST_BINARY: _, ...inherited } = process.env;
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...inherited, ...env } });
  return new Promise((resolve) => child.once("exit", (code) => resolve(code === 0)));
}

async function administered(target: Target, directory: string): Promise<boolean> {
  const checks = await administer(target, directory);
  for (const { what, holds, seen } of checks)
    console.log(`    ${holds ? "ok   " : "WRONG"} ${what}${holds ? "" : `: ${JSON.stringify(seen)}`}`);
  return checks.every(({ holds }) => holds);
}

async function kill(target: Target): Promise<boolean> {
  const seed = Number(values.seed ?? randomInt(1, 1_000_000_000));
  const [mails, kills, patience] = [values.mails, values.kills, values.patience].map(Number) as [
    number,
    number,
    number,
  ];
  console.log(`  seed ${seed}`);
  const sources: Sources = {
    pack: async () => (await pgliteTemplate()).file,
    database: async () => {
      const server = await startPostgres();
      const { url, drop } = await server.createDatabase();
      return { url, close: () => drop().then(() => server.stop()) };
    },
  };
  const result = await inPlace("pglite", sources, (place) =>
    killsUnderMail({
      ...{ ...place, target, seed, mails, kills, patienceMs: patience * 1_000 },
      of: values.of.split(","),
      say: (line) => console.log(`    ${line}`),
    }),
  );
  const { lost, doubled } = result;
  console.log(
    `    ${result.delivered} mails, ${result.kills.product} kills of the product, ${result.kills.server} of the server`,
  );
  console.log(
    `    lost ${lost.length}, doubled ${doubled.length}, at rest after ${Math.round(result.restMs / 1_000)} s`,
  );
  for (const what of [...lost.map((id) => `lost: ${id}`), ...doubled.map((one) => `doubled: ${one}`)].slice(0, 10))
    console.log(`      ${what}`);
  return lost.length + doubled.length === 0;
}

function usage(): number {
  console.error(help);
  return 2;
}
