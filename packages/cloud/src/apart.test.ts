import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { eventually } from "#testing/eventually";
import { someOf } from "#testing/sampled";
import { slow } from "#testing/slow";
import { ApartError, type ApartLimits, factors, lanes, readApart } from "./apart.ts";

const program = new URL("./apart.fixture.ts", import.meta.url);
const limits: ApartLimits = { processorMs: 10_000, timeMs: 60_000, memoryBytes: 200_000_000, outputBytes: 100_000 };

const read = (format: string, { document = "x", options = {}, ...within }: Partial<Given> = {}) =>
  readApart(program, { format, document: Buffer.from(document), options }, { ...limits, ...within });
type Given = ApartLimits & { document: string; options: unknown };

async function reasonOf(format: string, given: Partial<Given> = {}): Promise<string> {
  const error = await read(format, given).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ApartError);
  return `${(error as ApartError).reason}: ${(error as ApartError).message}`;
}

describe("a document that is read apart", () => {
  slow("gives its text, with what the format was told", async () => {
    expect(await read("echo", { document: "héllo", options: { pages: 2 } })).toBe('héllo {"pages":2}');
    const large = "x".repeat(90_000);
    expect(await read("echo", { document: large })).toBe(`${large} {}`);
    expect(await read("chatter")).toBe("read");
  });

  it("or the reason of the format", async () => {
    expect(await reasonOf("refuse")).toBe("refused: It is not to my taste.");
    expect(await reasonOf("throw later")).toBe("refused: too late");
  });

  slow("is given up when the format does not come back", async () => {
    expect(await reasonOf("loop", { processorMs: 700, timeMs: 600_000 })).toMatch(/^time/);
  });

  it("is to be tried again later when the process got too little of the processor", async () => {
    const { clock } = factors;
    onTestFinished(() => {
      factors.clock = clock;
    });
    factors.clock = 1;
    expect(await reasonOf("wait", { processorMs: 60_000, timeMs: 700 })).toMatch(/^busy/);
  });

  it.each(someOf("slow", ["buffers", "one buffer", "objects", "wasm"], 1))(
    "is given up when it takes too much memory: %s",
    async (format) => {
      expect(await reasonOf(format)).toMatch(/^memory/);
    },
  );

  slow("is given up when its text is too long, or when the process breaks down", async () => {
    expect(await reasonOf("talk")).toMatch(/^output/);
    for (const format of ["die", "leave", "unknown"]) expect(await reasonOf(format)).toMatch(/^(?:broken|refused)/);
  });

  slow("is read without our environment, and can neither write a file nor start a program", async () => {
    vi.stubEnv("ENCRYPTION_KEYS", "1:secret");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(Object.keys(JSON.parse(await read("environment")))).toEqual([]);
    const file = path.join(tmpdir(), `lifeos-apart-${process.pid}`);
    expect(await reasonOf("write", { document: file })).toMatch(/^refused: Access to this API has been restricted/);
    expect(existsSync(file)).toBe(false);
    expect(await reasonOf("start")).toMatch(/^refused: Access to this API has been restricted/);
  });

  slow("is one of two at a time; of a crowd, those that would wait too long are sent away", async () => {
    const { waiting } = lanes;
    onTestFinished(() => {
      lanes.waiting = waiting;
    });
    lanes.waiting = 2;
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => read("echo", { processorMs: 1 })));
    const reasons = outcomes.map((one) => (one.status === "rejected" ? (one.reason as ApartError).reason : "read"));
    expect(reasons.filter((reason) => reason === "busy")).toHaveLength(2);
    expect(reasons.filter((reason) => reason === "time")).toHaveLength(4);
    expect(await read("echo")).toBe("x {}");
  });

  it.skipIf(process.platform === "win32")("is read no longer when whoever asked is killed", async () => {
    const code = `
      const { readApart } = await import(${JSON.stringify(new URL("./apart.ts", import.meta.url))});
      const job = { format: "loop", document: Buffer.from("x") };
      readApart(new URL(${JSON.stringify(program)}), job, ${JSON.stringify({ ...limits, timeMs: 600_000 })});
      console.log("asked");`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", code]);
    await eventually(() => expect(childrenOf(parent.pid!)).toHaveLength(1));
    const [child] = childrenOf(parent.pid!);
    parent.kill("SIGKILL");
    await eventually(() => expect(isAlive(child!)).toBe(false));
  });
});

function childrenOf(pid: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = table.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === pid).map(([child]) => child!);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
