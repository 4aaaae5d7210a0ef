/**
 * Reads a document from a stranger in a separate process. A file of two kilobytes can keep a decoder busy for minutes and make it
 * fill gigabytes; a decoder cannot watch itself, and the limits that V8 sets a thread do not count buffers. A process can be
 * watched and ended from outside, whatever it is doing. Each process reads one document only, so that no document can affect
 * another. It gets nothing of this process's environment, and may neither write files nor start programs.
 *
 * What runs in it is `serveApart` (apart-process.ts), which also watches its own time and memory, because this process may be too
 * busy to do so.
 */
import { spawn } from "node:child_process";
import os from "node:os";
import { fileURLToPath } from "node:url";

export interface ApartLimits {
  /**
   * The CPU time of the whole process. On a busy machine a harmless document may take long by the clock without using much of it.
   */
  processorMs: number;
  /** The time by the clock from the start of the process to its answer. */
  timeMs: number;
  /** What the process may hold in memory altogether; an idle one holds 50 MB. */
  memoryBytes: number;
  /** The longest answer. */
  outputBytes: number;
}

/** The task of the process, passed on its command line. */
export interface Job extends ApartLimits {
  format: string;
  documentBytes: number;
  /** Options of the format. */
  options: unknown;
}

/** The answer of the process, written to its standard output. */
export type Answer = { text: string } | { refused: string } | { stopped: Limit | "starved"; at?: string | undefined };
export type Limit = "time" | "memory" | "output";

/**
 * A process that reaches its limit by the clock with less than this part of its CPU time was starved by other processes: the
 * document is not at fault.
 */
export const STARVED_BELOW = 1 / 4;

/** Why there is no text. The message of `refused` is the format's own; for the other reasons the caller words the message. */
export class ApartError extends Error {
  override readonly name = "ApartError";
  readonly reason: Limit | "refused" | "broken" | "busy";
  /** When a limit was reached: the part of the document that the format had begun last. */
  readonly at: string | undefined;
  constructor(reason: ApartError["reason"], message: string, at?: string) {
    super(message);
    this.reason = reason;
    this.at = at;
  }
}

/**
 * Factors for the limits of time. Tests raise the one by the clock, because their results must not depend on how busy the machine
 * is, and lower the one of CPU time where documents are to reach it.
 */
export const factors = { clock: 1, processor: 1 };

/**
 * How many documents are read at once, and how many more may wait. Each may use resources up to its limits, and mail arrives in
 * bursts.
 */
export const lanes = { running: 2, waiting: 100 };
let running = 0;
const waiting: (() => void)[] = [];

/**
 * The text of a document, as the program's `format` extracts it. Throws ApartError: `busy` when too many documents are waiting or
 * the machine is too busy, so that the caller should try again later; otherwise the reason that lies in this document.
 */
export async function readApart(
  program: URL,
  { format, document, options }: { format: string; document: Uint8Array; options?: unknown },
  limits: ApartLimits,
): Promise<string> {
  if (running < lanes.running) running++;
  else if (waiting.length < lanes.waiting) await new Promise<void>((resolve) => waiting.push(resolve));
  else throw new ApartError("busy", `${waiting.length} documents are waiting to be read.`);
  try {
    const within = {
      ...limits,
      timeMs: limits.timeMs * factors.clock,
      processorMs: limits.processorMs * factors.processor,
    };
    const answer = await run(program, { ...within, format, documentBytes: document.length, options }, document);
    if ("text" in answer) return answer.text;
    if ("refused" in answer) throw new ApartError("refused", answer.refused);
    if (answer.stopped === "starved") throw new ApartError("busy", "The machine was too busy to read the document.");
    throw new ApartError(answer.stopped, `The limit of ${answer.stopped} was reached.`, answer.at);
  } finally {
    const next = waiting.shift();
    // The next waiting document takes over the lane.
    if (next) next();
    else running--;
  }
}

/** The process ends itself at its limit. After this time it is killed, in case it could not. */
const GRACE_MS = 500;

/** Where the runtime and Windows find their own libraries; nothing else of the environment is handed on. */
const systemVariables = ["LD_LIBRARY_PATH", "SystemRoot"];

function run(program: URL, job: Job, document: Uint8Array): Promise<Answer> {
  const system = systemVariables.filter((name) => process.env[name] !== undefined);
  const child = spawn(
    process.execPath,
    ["--permission", "--allow-fs-read=*", "--allow-worker", fileURLToPath(program), JSON.stringify(job)],
    {
      env: Object.fromEntries(system.map((name) => [name, process.env[name]])),
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    },
  );
  giveWay(child.pid);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    let stopped: Limit | "starved" | undefined;
    const stop = (limit: Limit | "starved") => {
      stopped ??= limit;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => stop("starved"), job.timeMs + GRACE_MS);
    child.stdout.on("data", (chunk: Buffer) => {
      received += chunk.length;
      // In JSON a character may take six bytes.
      if (received > job.outputBytes * 6 + 1_000) stop("output");
      else chunks.push(chunk);
    });
    // The input stays open, because its end would tell the process that nobody waits for the answer. Writing to a process that
    // has ended already is not an error.
    child.stdin.on("error", () => {});
    child.stdin.write(document);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (stopped) return resolve({ stopped });
      const answer = Buffer.concat(chunks).toString("utf8");
      if (answer.endsWith("\n")) return resolve(JSON.parse(answer) as Answer);
      reject(new ApartError("broken", `The process ended with ${signal ?? code} and without an answer.`));
    });
  });
}

/**
 * Lowers the priority of the process, so that requests to this process come first. It is not the lowest priority, with which a
 * document would make no progress on a busy machine. Fails without consequence where the system forbids it or the process has
 * ended.
 */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
