/** `npm run demo`: the story on a fresh installation in a temporary folder, with the time of every hop. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { jsonLog } from "#cloud/json-log";
import { targetsOf } from "#testing/inngest/targets";
import { startCloud } from "./cloud.ts";
import { STORE_SETTINGS } from "./own-store.ts";
import { type Hop, tellStory } from "./story.ts";

const HELP = `npm run demo -- [--html]

Tells LifeOS's main story on a fresh database and prints what set what in motion. Exits with 1 when a link is missing.
DATABASE_URL runs it on that PostgreSQL, S3_ENDPOINT and its like with that object store. --html sends the receipt as HTML instead of a PDF.
INNGEST_BASE_URL has that Inngest server run the workflows, and INNGEST_BINARY one of its own, once in each mode.
`;

const { html, help } = readOptions();
if (help) {
  console.log(HELP);
  process.exit(0);
}

const directory = mkdtempSync(path.join(tmpdir(), "lifeos-demo-"));
try {
  const targets = targetsOf(process.env, path.join(directory, "inngest"));
  if (targets.length === 0) await tell(path.join(directory, "life"));
  for (const [n, open] of targets.entries()) {
    const target = await open();
    console.log(`\n  On ${target.name}`);
    try {
      await tell(path.join(directory, `life-${n}`), target.product);
    } finally {
      await target.close();
    }
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function tell(dataDir: string, env: Record<string, string> = {}): Promise<void> {
  const cloud = await startCloud({
    dataDir,
    port: 0,
    databaseUrl: process.env.DATABASE_URL,
    env: { ...Object.fromEntries(STORE_SETTINGS.map((name) => [name, process.env[name]])), ...env },
    log: jsonLog((line) => process.stderr.write(`${line}\n`), "warn"),
    progress: (step) => console.log(`  ${step}`),
  });
  try {
    await cloud.registered;
    console.log();
    const told = await tellStory(cloud, {
      format: html ? "html" : "pdf",
      say: (line) => console.log(`  ${line}`),
    });
    console.log("\n  What set what in motion:\n");
    for (const hop of told.hops) console.log(lineOf(hop));
    console.log(`\n  Insight: ${told.insight?.body ?? "none"}`);
    console.log(`  Mood: ${told.mood ?? "none"}`);
    console.log(`  The same e-mail again changed: ${told.changedByRepetition.join(", ") || "nothing"}\n`);
    if (told.missing.length > 0 || told.changedByRepetition.length > 0 || told.mood === undefined) {
      console.error(`  The story does not hold: ${told.missing.join("; ") || "see above"}`);
      process.exitCode = 1;
    }
  } finally {
    await cloud.stop();
  }
}

function readOptions() {
  try {
    return parseArgs({ options: { html: { type: "boolean" }, help: { type: "boolean", short: "h" } } }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

function lineOf({ type, depth, msSinceCause, msSinceRoot }: Hop): string {
  const time = msSinceCause === null ? "" : `+${Math.round(msSinceCause)} ms`;
  return (
    `  ${"   ".repeat(depth)}${depth > 0 ? "└─ " : ""}${type}`.padEnd(64) +
    time.padStart(10) +
    `${Math.round(msSinceRoot)} ms`.padStart(12)
  );
}
