import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { someOf } from "#testing/sampled";
import { slow } from "#testing/slow";
import { LEAN } from "./node-options.ts";

/** A start is a process that loads all of LifeOS: `npm test` has some of those that fail, `npm run prove -- starts` all. */
let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), "lifeos-cli-"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** A start that has to fail, as `npm start` runs it, with the code it exits with and what it says. */
async function start(args: string[], env: Record<string, string> = {}) {
  const cli = path.join(import.meta.dirname, "cli.ts");
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [...LEAN, cli, ...args], { cwd: parent, env: { PATH, HOME, ...env } });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err: err.trim(), code };
}
/** A start that succeeds, with what it says later and the code it ends with. */
async function running(args: string[]) {
  const cli = path.join(import.meta.dirname, "cli.ts");
  const fixture = path.join(import.meta.dirname, "ended-database.fixture.ts");
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["--import", fixture, cli, ...args], { cwd: parent, env: { PATH, HOME } });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const err = text(child.stderr);
  let out = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      out += chunk;
      if (out.includes("Ctrl-C stops it")) resolve();
    });
    ended.then(async () => reject(new Error(await err)));
  });
  return { child, ended, err };
}
const inFolder = (name: string) => ["--data", path.join(parent, name)];

describe("a start that must fail", () => {
  it("names every invalid setting, in one sentence each", async () => {
    const secret = "do-not-tell";
    const env = { OIDC_ISSUERS: secret, RATE_LIMITS: `{"gold": "${secret}"}`, ENCRYPTION_KEYS: `1:${secret}` };
    const { err, code } = await start(inFolder("settings"), env);
    expect(code).toBe(1);
    expect(
      err
        .split("\n")
        .map((line) => line.split(" ")[0])
        .toSorted(),
    ).toEqual(["ENCRYPTION_KEYS", "OIDC_ISSUERS", "RATE_LIMITS"]);
    expect(err).not.toContain(secret);
  });

  const misused: [string, string[], string][] = [
    ["an unknown flag", ["--nonsense"], "--nonsense"],
    ["a word", ["nonsense"], "nonsense"],
    ["an empty folder", ["--data", ""], "--data must name a folder"],
    ["no port", ["--port", "abc"], "--port must be"],
    ["a port too high", ["--port", "65535"], "--port must be"],
    ["a host that is a name", ["--host", "life.example"], "--host must be an address"],
  ];
  it.each(someOf("starts", misused, 2))("says how it is used: %s", async (_, args, said) => {
    const { err, code } = await start(args);
    expect({ code, first: err.split("\n")[0] }).toEqual({ code: 2, first: expect.stringContaining(said) });
    expect(err).toContain("--data <folder>");
  });

  const impossible: [string, () => Promise<string[]>, Record<string, string>, string][] = [
    ["a folder that cannot be made", async () => ["--data", "/proc/lifeos"], {}, "cannot be made there"],
    [
      "a file in its place",
      async () => {
        await writeFile(path.join(parent, "file"), "");
        return inFolder("file");
      },
      {},
      "a file is in its place",
    ],
    [
      "a folder of other things",
      async () => {
        const folder = await mkdtemp(path.join(parent, "project-"));
        await writeFile(path.join(folder, "package.json"), "{}");
        return ["--data", folder];
      },
      {},
      "holds other things",
    ],
    [
      "a database that nobody answers for",
      async () => [...inFolder("a"), "--port", "18787"],
      { DATABASE_URL: "postgres://u:do-not-tell@127.0.0.1:1/x" },
      "nothing listens there",
    ],
  ];
  it.each(someOf("starts", impossible, 1))("ends with one sentence: %s", async (_, args, env, said) => {
    const { err, code } = await start(await args(), env);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(said) });
    expect(err).not.toMatch(/\n\s+at |do-not-tell/);
    expect(err.split("\n")).toHaveLength(1);
  });

  it("names the port that is in use", async () => {
    const taken = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as net.AddressInfo;
    const { err, code } = await start([...inFolder("b"), "--port", String(port)]);
    taken.close();
    expect({ code, err }).toEqual({ code: 1, err: `The port ${port} is in use; choose another with --port.` });
  });

  it("reports a file of keys that is not readable", async () => {
    const folder = await mkdtemp(path.join(parent, "keys-"));
    await writeFile(path.join(folder, "secrets.json"), "{");
    await chmod(folder, 0o755);
    const { err, code } = await start(["--data", folder]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("LifeOS cannot start: ") });
    expect(err.split("\n")).toHaveLength(1);
  });
});

describe("--version and --help", () => {
  it("are answered without starting LifeOS", async () => {
    expect(await start(["--version"])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await start(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("--host <address>") });
  });
});

slow("ends with a sentence when its PostgreSQL has ended, so that whoever watches over it starts another", async () => {
  const port = await freePort();
  const { child, ended, err } = await running([...inFolder("full"), "--no-seed", "--port", String(port)]);
  child.kill("SIGUSR2");
  // What it does by itself asks the database, too, but this is sure to.
  await fetch(`http://localhost:${port}/v1/platform/health`).catch(() => {});
  expect(await ended).toBe(1);
  expect(await err).toContain(
    "The embedded PostgreSQL has ended; LifeOS has to be started again. (no space left on device)",
  );
});

/** A port that is free, and the next one with it. */
async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
