import { execFileSync } from "node:child_process";
import fs, {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiGatewayEvent } from "#testing/lambda-events";
import { slow, slowGroup } from "#testing/slow";
import { discover, projectRoot } from "../../../contract/discover.ts";
import { startCloud } from "../cloud.ts";
import { loadSecrets } from "../keys.ts";
import { LEAN } from "../node-options.ts";
import { declarations } from "./declared.ts";
import { declarationsHash, templateHash } from "./hashes.ts";
import { unpack, writePack } from "./pack.ts";
import { prepared } from "./prepared.ts";

let parent: string;
beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), "lifeos-prepared-"));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

interface Loading {
  atStart: string[];
  byHealth: string[];
  byTasks: string[];
  status: number;
  steps: string[];
}

slowGroup("a start", () => {
  let first: Loading;
  let again: Loading;
  beforeAll(() => {
    const fixture = path.join(import.meta.dirname, "loading.fixture.ts");
    const start = () => {
      const args = [...LEAN, fixture, path.join(parent, "loading")];
      return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", cwd: projectRoot })) as Loading;
    };
    first = start();
    again = start();
  });
  const within = (folder: string, files: string[]) => files.filter((file) => file.startsWith(folder));

  it("loads no handlers, nothing that handlers are made of, and no workflow SDK", () => {
    expect(within("functions/", again.atStart)).toEqual([]);
    // Configuration modules are small, and a wrong setting is reported at the start.
    const core = within("packages/core/", again.atStart).filter((file) => !file.endsWith("/configuration.ts"));
    expect(core).toEqual([]);
    for (const name of ["inngest", "openai", "@aws-sdk", "@neondatabase", "unpdf"])
      expect(within(`node_modules/${name}/`, again.atStart), name).toEqual([]);
  });

  it("loads the modules that a request needs when it arrives, and nothing else", () => {
    expect(within("functions/", again.byHealth)).toEqual(["functions/platform/health.ts"]);
    expect(within("functions/", again.byTasks).sort()).toEqual([
      "functions/identity/authorizer.ts",
      "functions/work/tasks.ts",
    ]);
    expect(again.status).toBe(200);
  });

  it("makes a new database from the template, without migrating", () => {
    expect(first.steps.filter((step) => step.includes("migrating"))).toEqual([]);
    expect(first.status).toBe(200);
  });

  slow("is resumed when it was interrupted while it unpacked the template", async () => {
    const dataDir = path.join(parent, "cut-short");
    mkdirSync(path.join(dataDir, "db.partial", "base"), { recursive: true });
    writeFileSync(path.join(dataDir, "db.partial", "PG_VERSION"), "half");
    const cloud = await startCloud({ dataDir, port: 0, log: () => {} });
    const migrations = readdirSync(path.join(projectRoot, "migrations")).filter((name) => name.endsWith(".sql"));
    expect(await cloud.database.query("select name from lifeos_migrations where name <> 'functions'")).toHaveLength(
      migrations.filter((name) => /^\d/.test(name)).length,
    );
    await cloud.stop();
    expect(existsSync(path.join(dataDir, "db.partial"))).toBe(false);
  });
});

describe("what functions/ declares", () => {
  it("is the same in the file as in the modules", async () => {
    const kept = await declarations({ origin: "http://localhost:1" });
    const live = await discover();
    const said = <T extends { name: string }>(all: T[]) => all.map(({ name }) => name);
    for (const kind of ["endpoints", "streams", "consumers", "schedules", "serves"] as const)
      expect(said<{ name: string }>(kept[kind])).toEqual(said<{ name: string }>(live[kind]));
    expect(kept.endpoints.map(({ value }) => value.route)).toEqual(live.endpoints.map(({ value }) => value.route));
    const served = kept.serves.flatMap(({ value }) => value.workflows.map(({ id }) => id));
    expect(served.sort()).toEqual(live.workflows.map(({ value }) => value.id).sort());
    for (const { value } of kept.serves) {
      const named = value.functions.map(({ steps }) => new URL(steps.step!.runtime.url).origin);
      expect(new Set(named)).toEqual(new Set(["http://localhost:1"]));
      for (const { id } of value.workflows)
        expect(value.functions.map((one) => one.id)).toContain(`lifeos-${value.context}-${id}`);
    }
  });

  slow("is kept in the data folder when the project's folder is read-only", async () => {
    const dataDir = path.join(parent, "own");
    const steps: string[] = [];
    const given = {
      projectFolder: path.join(parent, "file", "cache"),
      dataDir,
      progress: (step: string) => steps.push(step),
    };
    writeFileSync(path.join(parent, "file"), "");
    const file = await prepared("declarations", given);
    expect(path.dirname(file)).toBe(path.join(dataDir, "cache"));
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      authorizer: { name: "identity.authorizer.authorizer" },
    });
    const longAgo = new Date("2020-01-01");
    utimesSync(file, longAgo, longAgo);
    expect(await prepared("declarations", given)).toBe(file);
    expect(steps).toHaveLength(1);
    expect(statSync(file).mtime, "what is used is not old, and stays").not.toEqual(longAgo);
  });
});

describe("a handler that could not be loaded", () => {
  it("is tried again by the next call", async () => {
    const projectFolder = path.join(parent, "not-yet");
    const declared = JSON.parse(readFileSync(await prepared("declarations"), "utf8"));
    const place = path.join(parent, "later.ts");
    const health = declared.endpoints.find(({ name }: { name: string }) => name === "platform.health.get");
    const real = path.join(projectRoot, health.file);
    health.file = path.relative(projectRoot, place);
    mkdirSync(projectFolder);
    writeFileSync(
      path.join(projectFolder, path.basename(await prepared("declarations"))),
      JSON.stringify({ ...declared, endpoints: [health] }),
    );
    const [endpoint] = (await declarations({ origin: "http://localhost:1", projectFolder })).endpoints;
    const event = apiGatewayEvent({ method: "GET", route: "/v1/platform/health" });
    await expect(endpoint!.value(event)).rejects.toThrow("Cannot find module");
    writeFileSync(place, `export { ${health.exportName} } from ${JSON.stringify(real)};`);
    const said = await endpoint!.value(event).catch((error: Error) => error.message);
    // Here it has no database to ask, but it is asked itself.
    expect(said).not.toContain("Cannot find module");
  });
});

describe("what a start unpacks and makes", () => {
  it("is on the disk before it gets its name", async () => {
    const folder = path.join(parent, "packed");
    mkdirSync(path.join(folder, "base"), { recursive: true });
    writeFileSync(path.join(folder, "base", "1"), "one");
    writeFileSync(path.join(folder, "PG_VERSION"), "18");
    const steps: string[] = [];
    const { fsyncSync, renameSync } = fs;
    fs.fsyncSync = (opened) => {
      steps.push("sync");
      fsyncSync(opened);
    };
    fs.renameSync = (from, to) => {
      steps.push("rename");
      renameSync(from, to);
    };
    syncBuiltinESMExports();
    const opened = await open(folder);
    const handles = Object.getPrototypeOf(opened);
    await opened.close();
    const { sync } = handles;
    handles.sync = function () {
      steps.push("sync");
      return sync.call(this);
    };
    try {
      writePack(folder, path.join(parent, "a.pack"));
      expect(steps.splice(0)).toEqual(["sync", "rename", "sync"]);
      await unpack(path.join(parent, "a.pack"), path.join(parent, "unpacked"));
      // Two files and two folders.
      expect(steps.splice(0)).toEqual(["sync", "sync", "sync", "sync"]);
      loadSecrets(parent);
      expect(steps.splice(0)).toEqual(["sync", "rename", "sync"]);
    } finally {
      Object.assign(fs, { fsyncSync, renameSync });
      handles.sync = sync;
      syncBuiltinESMExports();
    }
  });
});

describe("a prepared file is made again", () => {
  const write = (root: string, file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };

  it("when a source was changed, but not for a test", () => {
    const root = path.join(parent, "sources");
    for (const file of ["package.json", "package-lock.json"]) write(root, file, "{}");
    write(root, "functions/work/tasks.ts", "export const list = 1;");
    write(root, "packages/core/src/work/tasks.ts", "export const all = 1;");
    const hash = declarationsHash(root);
    write(root, "functions/work/tasks.test.ts", "it()");
    write(root, "packages/testing/rows.ts", "export const row = 1;");
    expect(declarationsHash(root)).toBe(hash);
    const changes: [string, string][] = [
      ["functions/work/tasks.ts", "export const list = 2;"],
      ["functions/work/goals.ts", "export const list = 1;"],
      ["packages/core/src/work/tasks.ts", "export const all = 2;"],
      ["package-lock.json", '{"a":1}'],
    ];
    const hashes = changes.map(([file, text]) => {
      write(root, file, text);
      return declarationsHash(root);
    });
    expect(new Set([hash, ...hashes]).size).toBe(changes.length + 1);
  });

  it("when a migration or a function of the database was changed", () => {
    const root = path.join(parent, "schema");
    const parts = ["migrations", "packages/local/src", "node_modules/@electric-sql"];
    for (const part of parts)
      cpSync(path.join(projectRoot, part), path.join(root, part), {
        recursive: true,
        filter: (from) => !/\.(wasm|data|tar\.gz|map)$/.test(from),
      });
    const hash = templateHash(root);
    expect(templateHash(root)).toBe(hash);
    write(root, "migrations/functions/another.sql", "select 1;");
    const withFunction = templateHash(root);
    write(root, "node_modules/@electric-sql/pglite/package.json", '{"version":"9.9.9"}');
    expect(new Set([hash, withFunction, templateHash(root)]).size).toBe(3);
  });
});
