/**
 * Two people each add a pillar at the same time, on branches of one repository. They edit no common file except generated ones,
 * which are generated again from both declarations. Both use the same names for a resource and a field, with different meanings.
 *
 * `npm test` merges the hand-written files and generates, in the runs that do not follow the README's walks; `npm run prove -- pillars`
 * generates on each branch, adds the tables, and runs the generated tests on the merge.
 */
import { execFile, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { declaredEvents } from "#testing/declared-events";
import { allTables } from "#testing/rows";
import { isHeldInTurn, isWhole } from "#testing/sampled";
import { discover } from "../packages/contract/discover.ts";
import { pillarFiles } from "./pillars.fixture.ts";

const root = path.resolve(import.meta.dirname, "..");
const run = promisify(execFile);

/** Generated files, which .gitattributes tells git not to merge. */
const GENERATED = [...readFileSync(path.join(root, ".gitattributes"), "utf8").matchAll(/^(\S+) .*-merge$/gm)].map(
  ([, pattern]) => pattern!,
);
const isGenerated = (file: string) => GENERATED.some((pattern) => path.matchesGlob(file, pattern));
/** The tests that cover all declarations. */
const GENERATED_TESTS = [
  ...["sweep", "flights", "dashboard", "pages", "described", "events", "causes", "tenancy", "current", "restore"].map(
    (name) => `packages/contract/${name}.test.ts`,
  ),
  "packages/core/src/security-attacks.test.ts",
  "packages/core/src/security.test.ts",
  "packages/local/src/seed.test.ts",
  "stacks/security.test.ts",
];

let copy: string;
async function copyOfProject() {
  copy = mkdtempSync(path.join(tmpdir(), "lifeos-pillars-"));
  for (const name of filesHere()) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  writeFileSync(path.join(copy, ".gitignore"), "node_modules\n");
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  await git("init", "--quiet", "--initial-branch", "main");
  await commit("Everything so far");
}
afterAll(() => {
  if (copy) rmSync(copy, { recursive: true, force: true });
});

/** The files of a clone if everything here were committed; all files of a folder without git. */
function filesHere(): string[] {
  const { status, stdout } = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout.split("\0").filter((name) => name !== "" && existsSync(path.join(root, name)));
  return readdirSync(root).filter((name) => !/^(\.git|\.lifeos|\.build|\.sst|cdk\.out|node_modules)$/.test(name));
}

const command = async (program: string, args: string[]) =>
  (await run(program, args, { cwd: copy, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_COLOR: "1" } })).stdout;
const git = (...args: string[]) =>
  command("git", ["-c", "user.name=Anna", "-c", "user.email=anna@example.com", "-c", "commit.gpgsign=false", ...args]);
/** With the preload that `npm run gen` has, too. */
const node = (...args: string[]) =>
  command(process.execPath, ["--import=./packages/local/src/quick-imports.mjs", ...args]);
async function commit(subject: string) {
  await git("add", "--all");
  await git("commit", "--quiet", "--no-verify", "-m", subject);
}
const lines = (text: string) => text.split("\n").filter(Boolean);

async function addPillar(pillar: string, about: string): Promise<string[]> {
  await git("checkout", "--quiet", "-b", pillar, "main");
  for (const [file, text] of Object.entries(pillarFiles(pillar, "note", about))) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    expect(existsSync(path.join(copy, file)), file).toBe(false);
    writeFileSync(path.join(copy, file), text);
  }
  if (isWhole("pillars")) {
    await node("scripts/generate-migration.ts", "--name", pillar);
    await node("scripts/gen.ts");
  }
  await commit(`Add ${pillar}`);
  return lines(await git("diff", "--name-only", "main", pillar));
}

const generated = (file: string) => JSON.parse(readFileSync(path.join(copy, "packages/contract", file), "utf8"));
/** The names of all declarations. */
function declared(): string[] {
  const { endpoints, consumers, schedules, serves } = generated("manifest.json") as Record<string, { name: string }[]>;
  return [endpoints, consumers, schedules, serves].flatMap((some) => some!.map(({ name }) => name)).toSorted();
}
const declarationsOf = (pillar: string) => [
  ...["list", "get", "create", "update", "remove"].map((verb) => `${pillar}.notes.${verb}`),
  ...[`${pillar}.favourites.get`, `${pillar}.consumers.praise`, `${pillar}.schedules.count`, `serve.${pillar}.context`],
];

it("meet in generated files only, which made again have what both declare", { timeout: 1_200_000 }, async (context) => {
  if (!isHeldInTurn("pillars") && !isWhole("pillars"))
    context.skip("is not in this run; `npm run prove -- walk` holds it");
  await copyOfProject();
  const before = declared();
  const gardens = await addPillar("gardening", "Beds, seeds and what grows of them.");
  const books = await addPillar("reading", "Books, and what was thought of them.");
  expect(gardens.length).toBeGreaterThan(10);
  expect(gardens.filter((file) => books.includes(file) && !isGenerated(file))).toEqual([]);
  expect(gardens.filter((file) => !file.includes("gardening") && !isGenerated(file))).toEqual([]);

  await git("checkout", "--quiet", "main");
  await git("merge", "--quiet", "--no-edit", "gardening");
  // Its exit code is 1 when there are conflicts.
  await git("merge", "--quiet", "--no-edit", "reading").catch(() => undefined);
  const conflicts = lines(await git("diff", "--name-only", "--diff-filter=U"));
  expect(conflicts.filter((file) => !isGenerated(file))).toEqual([]);
  await makeAgain(conflicts);
  await commit("Merge reading");

  expect(declared()).toEqual([...before, ...declarationsOf("gardening"), ...declarationsOf("reading")].toSorted());
  const { tags, components } = generated("openapi.json");
  expect(tags.slice(-3)).toMatchObject([{ name: "gardening" }, { name: "reading" }, { name: "admin" }]);
  for (const [name, pillar] of [
    ["GardeningNote", "gardening"],
    ["ReadingNote", "reading"],
  ] as const)
    expect(components.schemas[name].properties).toMatchObject({
      worth: { description: `How much it means to somebody ${pillar}, from 1 to 5.` },
      name: { description: `What the note of ${pillar} is called.` },
    });
  for (const pillar of ["gardening", "reading"])
    expect(components.schemas.PlatformDashboard.properties[pillar]).toMatchObject({
      description: `The latest notes of ${pillar}.`,
    });
  if (isWhole("pillars")) console.log(await node("node_modules/vitest/vitest.mjs", "run", ...GENERATED_TESTS));
});

/** Files that two people who add two pillars share. */
const COMMON = [
  "packages/{contract,testing,console}/*.ts",
  "packages/core/src/*.ts",
  "packages/local/src/{seed,home,demo-state}*.ts",
  "stacks/*.ts",
];
/** Pillars that all others use. */
const FOR_ALL = ["identity", "platform"];

/** Mentions of a single pillar in common files, with the reason. */
const NAMED: Record<string, string> = {
  "packages/contract/bundles.test.ts functions/health/meals.ts": "a bundle of a plain resource",
  "packages/contract/bundles.test.ts health.meal.logged": "an event as a bundle puts it on the bus",
  "packages/contract/bundles.test.ts identity.api-keys.create": "a bundle that hashes a secret",
  "packages/contract/bundles.test.ts #core/health/events": "an event as a bundle puts it on the bus",
  "packages/contract/bundles.test.ts #core/ingest/pdf-text": "the bundle that reads PDFs",
  "packages/contract/causes.test.ts platform.sweep": "it hands events to the bus again, which is not there",
  "packages/contract/duplicates.test.ts #core/work/events": "a plain resource to create and complete, whichever",
  "packages/contract/duplicates.test.ts #core/work/tasks.sql": "a plain resource to create and complete, whichever",
  "packages/contract/duplicates.test.ts #functions/work/tasks": "a plain resource to create and complete, whichever",
  "packages/contract/entities.test.ts work.tasks.list": "an operation to declare twice, whichever",
  "packages/contract/importers-list.ts #core/ingest/importer": "what the importers that it finds are declared with",
  "packages/contract/plausible.ts work.task.completed": "what a type of event looks like in examples",
  "packages/contract/searched-list.ts #core/knowledge/search/searched":
    "the form of what is searched, which every pillar declares",
  "packages/core/src/security-attacks.test.ts #core/work/events": "an event to attack, whichever",
  "packages/core/src/security-attacks.test.ts work.task.completed": "an event to attack, whichever",
  "packages/core/src/security-events.test.ts identity.household.left": "an event to forge, whichever",
  "packages/core/src/security-events.test.ts work.task.deleted": "an event to forge, whichever",
  "packages/core/src/security-functions.test.ts identity.grant.given": "an event to audit, whichever",
  "packages/core/src/security-functions.test.ts work.task.created": "an event to audit, whichever",
  "packages/core/src/security-events.test.ts work.task.completed": "an event to read and write, whichever",
  "packages/local/src/seed.ts #core/health/metrics":
    "measurements are logged by their own verb, in a transaction of its own",
  "packages/testing/bus.ts work.task.completed": "an event to put on a bus, whichever",
  "packages/testing/console-troubles.ts work.task.created": "an event whose delivery fails, whichever",
  "packages/testing/import-child.ts #core/ingest/import-slices": "imports in a process that is killed",
  "packages/testing/import-child.ts #core/ingest/import-undo": "imports in a process that is killed",
  "packages/testing/lunch.ts ingest.email.received": "begins the story of a lunch that was paid for",
  "packages/testing/metric-days.ts #core/health/metric-types": "counts days of measurements minute by minute",
  "packages/testing/nights.ts #core/rhythm/events": "lets a night pass",
  "packages/testing/nights.ts #functions/rhythm/schedules": "lets a night pass",
  "packages/testing/post.ts #core/ingest/signature": "delivers mail",
  "packages/testing/post.ts #functions/ingest/addresses": "delivers mail",
  "packages/testing/post.ts #functions/ingest/consumers": "delivers mail",
  "packages/testing/post.ts #functions/ingest/webhooks": "delivers mail",
  "packages/testing/shelf.ts #functions/knowledge/files": "uploads files",
  "packages/testing/sources.ts #core/ingest/importer": "what importers read",
  "stacks/edge.test.ts #functions/cortex/schedules": "the Lambda whose model's cost has an alarm",
  "stacks/limits.test.ts finance.transactions.list": "a name to shorten, whichever",
  "stacks/patterns.test.ts ingest.receiveObject": "what hears of objects instead of events",
  "stacks/patterns.test.ts platform.forward": "what hears of the events of workflows",
  "stacks/security.test.ts #core/ingest/mail-store": "the folders of the mail bucket",
  "stacks/settings.test.ts packages/core/src/admin/system-config.ts": "adjusts settings by their names",
};

it("are not mentioned in files that generate or test all of them", async () => {
  const declarations = await discover();
  const operations = declarations.endpoints.map(({ name }) => name);
  const names = new Set([
    ...operations,
    ...operations.map((name) => name.replace(/\.[^.]+$/, "")),
    ...[...declarations.consumers, ...declarations.schedules, ...declarations.workflows].map(({ value }) => value.id),
    ...(await declaredEvents()).map(({ type }): string => type),
  ]);
  const tables = new Set((await allTables()).keys());
  const pillars = [...new Set(operations.map((name) => name.split(".")[0]!))].filter((name) => !FOR_ALL.includes(name));
  const isOfPillar = (quoted: string) =>
    pillars.some((pillar) => new RegExp(`^(?:#core|#functions|packages/core/src|functions)/${pillar}/`).test(quoted)) &&
    !/\.generated(\.ts)?$/.test(quoted);
  const files = globSync(COMMON, { cwd: root }).filter((file) => !isGenerated(file));
  expect(files.length).toBeGreaterThan(100);
  const named = files.flatMap((file) => {
    const text = readFileSync(path.join(root, file), "utf8");
    const quoted = [...text.matchAll(/(["'])([#\w./-]+)\1/g)].map((match) => match[2]!);
    // A list or record with an entry a line, such as the rows that are expected in each table.
    const entries = [...text.matchAll(/^ *"?(\w+)"?(?:: [^{(]*)?,$/gm)].map((match) => match[1]!);
    return [
      ...quoted.filter((name) => names.has(name) || isOfPillar(name)),
      ...(file.endsWith(".test.ts") ? entries.filter((name) => name.includes("_") && tables.has(name)) : []),
    ].map((name) => `${file} ${name}`);
  });
  expect([...new Set(named)].toSorted()).toEqual(Object.keys(NAMED).toSorted());
});

/** Follows CONTRIBUTING: takes the other branch's migrations/meta, deletes its own migration, and generates everything again. */
async function makeAgain(conflicts: string[]) {
  for (const file of conflicts.filter((name) => !name.startsWith("migrations/")))
    await git("checkout", "--ours", "--", file);
  if (isWhole("pillars")) {
    rmSync(path.join(copy, "migrations/meta"), { recursive: true });
    await git("checkout", "main", "--", "migrations/meta");
    for (const file of lines(
      await git("diff", "--name-only", "--diff-filter=A", "main", "reading", "--", "migrations"),
    ))
      rmSync(path.join(copy, file), { force: true });
    await node("scripts/generate-migration.ts", "--name", "reading");
  }
  await node("scripts/gen.ts");
}
