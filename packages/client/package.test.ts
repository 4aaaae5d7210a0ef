/**
 * The client in another project: packed, installed in an empty folder, and used by the program in its README. Nothing is
 * downloaded: its dependency is packed from this project's own node_modules.
 */
import { execFile } from "node:child_process";
import {
  existsSync,
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
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../contract/manifest.json" with { type: "json" };
import { type Cloud, startCloud } from "../local/src/cloud.ts";
import { type OpenDatabase, testDb } from "../testing/database.ts";
import { someOf } from "../testing/sampled.ts";
import { slowGroup } from "../testing/slow.ts";

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, "../..");
const modules = path.join(root, "node_modules");

/** The scratch project, and the packages that were installed in it. */
let project: string;
let installed: string;

/** The TypeScript code blocks of the README, joined into one program. */
function readmeProgram(): string {
  const readme = readFileSync(path.join(import.meta.dirname, "README.md"), "utf8");
  return [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code).join("\n");
}

/** Each line after the second has a mistake that the types detect. */
const MISTAKES = `import { createLife, everyRow, unwrap } from "lifeos-client";
const life = createLife({ baseUrl: "" });
life.work.tasks.create({ body: { titel: "x" } });
life.work.tasks.create({ body: { title: 1 } });
life.work.tasks.create();
life.work.tasks.get({ params: {} });
(await unwrap(life.work.tasks.list())).data[0]?.nothing;
for await (const _ of everyRow(life.work.tasks.list, { params: { query: { states: "x" } } })) break;
for await (const task of everyRow(life.work.tasks.list)) task.nothing;
everyRow(life.work.occurrences.list);
life.work.nothing;
`;

slowGroup("the client, packed and installed in another project,", () => {
  beforeAll(async () => {
    project = mkdtempSync(path.join(tmpdir(), "lifeos-installed-"));
    const dependencies = ["openapi-fetch", "openapi-typescript-helpers"].map((name) => path.join(modules, name));
    await run("npm", ["pack", ".", ...dependencies, "--pack-destination", project], { cwd: import.meta.dirname });
    writeFileSync(
      path.join(project, "package.json"),
      JSON.stringify({ name: "scratch", private: true, type: "module" }),
    );
    const packages = readdirSync(project).filter((name) => name.endsWith(".tgz"));
    const quiet = ["--offline", "--no-audit", "--no-fund", "--ignore-scripts"];
    await run("npm", ["install", ...quiet, ...packages.map((name) => `./${name}`)], { cwd: project });
    installed = path.join(project, "node_modules", "lifeos-client");
    writeFileSync(path.join(project, "program.ts"), readmeProgram());
    writeFileSync(path.join(project, "mistakes.ts"), MISTAKES);
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  describe("the package", () => {
    it("has what its README needs and nothing else", () => {
      const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const names = files.map((file) => path.relative(installed, path.join(file.parentPath, file.name)));
      expect(names.filter((name) => !/^dist\/(.+\.d\.ts|index\.js|LICENSE)$/.test(name)).sort()).toEqual([
        "README.md",
        "package.json",
      ]);
    });

    it("has the version of the API, and the tested version of its dependency", () => {
      const read = (...at: string[]) => JSON.parse(readFileSync(path.join(...at), "utf8"));
      const own = read(installed, "package.json");
      const tested = read(root, "package.json");
      expect(own.version).toBe(tested.version);
      expect(own.dependencies).toEqual({ "openapi-fetch": tested.devDependencies["openapi-fetch"] });
      expect(readFileSync(path.join(import.meta.dirname, "README.md"), "utf8")).toContain(
        `lifeos-client-${own.version}.tgz`,
      );
    });

    it("runs in a browser: the bundle has nothing of Node", async () => {
      const { outputFiles } = await build({
        stdin: { contents: readmeProgram(), loader: "ts", resolveDir: project },
        bundle: true,
        write: false,
        minify: true,
        format: "esm",
        platform: "browser",
        target: "es2022",
      });
      // Unused operations cost a program one line each.
      expect(outputFiles[0]!.contents.length).toBeLessThan(14_000 + 60 * manifest.endpoints.length);
    });
  });

  describe("a program that uses it", () => {
    const strict = { strict: true, noEmit: true, target: "es2022", noUncheckedIndexedAccess: true };

    /** The errors of TypeScript in the README's program and in the mistakes. */
    async function typesOf(name: string, options: object): Promise<string> {
      const config = path.join(project, `tsconfig.${name}.json`);
      const files = ["program.ts", "mistakes.ts"];
      writeFileSync(config, JSON.stringify({ compilerOptions: { ...strict, ...options }, files }));
      const tsc = path.join(modules, "typescript", "bin", "tsc");
      const { stdout } = await run(process.execPath, [tsc, "-p", config], { cwd: project }).catch(
        (error: { stdout: string }) => error,
      );
      return stdout;
    }
    const linesOf = (told: string) => [...told.matchAll(/^(\S+)\((\d+),/gm)].map(([, file, line]) => `${file}:${line}`);
    const mistaken = MISTAKES.trimEnd()
      .split("\n")
      .slice(2)
      .map((_, at) => `mistakes.ts:${at + 3}`);

    const bundled = { module: "preserve", moduleResolution: "bundler", lib: ["es2022", "dom"], types: [] };
    const ofNode = { module: "nodenext", moduleResolution: "nodenext", lib: ["es2022"], types: ["node"] };
    const projects = [
      // The declarations of the package are checked with it; those of TypeScript itself are not our affair.
      { name: "a bundler", options: { ...bundled, skipDefaultLibCheck: true } },
      { name: "Node, which has no DOM", options: { ...ofNode, skipLibCheck: true } },
    ];

    it.each(someOf("client-types", projects, 1))(
      "is typed, and told its mistakes, in a project of $name",
      async (of) => {
        mkdirSync(path.join(project, "node_modules", "@types"), { recursive: true });
        for (const name of ["@types/node", "undici-types"]) {
          const link = path.join(project, "node_modules", name);
          if (!existsSync(link)) symlinkSync(path.join(modules, name), link);
        }
        expect(linesOf(await typesOf("project", of.options))).toEqual(mistaken);
      },
    );

    describe("with a server", () => {
      let cloud: Cloud;
      let open: OpenDatabase;
      beforeAll(async () => {
        open = await testDb();
        const dataDir = path.join(project, "data");
        cloud = await startCloud({ dataDir, port: 0, database: open, log: () => {} });
      });
      afterAll(async () => {
        await cloud?.stop();
        await open?.close();
      });

      it("prints the output in the README", async () => {
        const token = await cloud.issuer.token({ sub: "anna", email: "anna@example.com", name: "Anna" });
        const program = readmeProgram().replaceAll("http://localhost:8787", cloud.url).replaceAll("life_…", token);
        writeFileSync(path.join(project, "run.ts"), program);
        const { stdout } = await run(process.execPath, ["run.ts"], { cwd: project });
        expect(stdout.trimEnd().split("\n")).toEqual([
          "anna@example.com",
          "400 invalid_input #/title",
          "There is no such thing",
          "Water the plants",
          "true",
          "Pay the rent",
          "stale_version",
          "true",
        ]);
      });
    });
  });
});
