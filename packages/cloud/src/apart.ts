/**
 * Reads what a stranger sent in a process of its own. A file of two kilobytes can keep a decoder busy for minutes and make it
 * fill gigabytes; a decoder cannot watch itself, and the limits that V8 sets a thread do not count buffers. A process can be
 * watched and ended from outside, whatever it is doing. It reads one document, so that no document meets another's
 * remains, gets nothing of this process's environment, may write no file and start no program.
 *
 * What runs in it is `serveApart` (apart-process.ts), which watches time and memory as well: this process may be busy itself.
 */
import { spawn } from "node:child_process";
import os from "node:os";
import { fileURLToPath } from "node:url";

export interface ApartLimits {
  /** Of a processor, by all that the process does: on a busy machine an honest document waits, and that is not its fault. */
  processorMs: number;
  /** By the clock, from the start of the process to its answer. */
  timeMs: number;
  /** What the process may hold in memory altogether; an idle one holds 50 MB. */
  memoryBytes: number;
  /** The longest answer. */
  outputBytes: number;
}

/** What the process is told on its command line. */
export interface Job extends ApartLimits {
  format: string;
  documentBytes: number;
  /** What the format wants to know beside the document. */
  options: unknown;
}

/** What it says on its standard output before it ends. */
export type Answer = { text: string } | { refused: string } | { stopped: Limit | "starved"; at?: string | undefined };
export type Limit = "time" | "memory" | "output";

/**
 * At the limit by the clock, a process that used less than this part of what it may of the processor did not get it: others are to
 * blame, and not the document.
 */
export const STARVED_BELOW = 1 / 4;

/** Why there is no text. `refused` is what the format itself said; the others are for whoever asked to put into words. */
export class ApartError extends Error {
  override readonly name = "ApartError";
  readonly reason: Limit | "refused" | "broken" | "busy";
  /** At a limit, the part of the document that the format said last it was beginning. */
  readonly at: string | undefined;
  constructor(reason: ApartError["reason"], message: string, at?: string) {
    super(message);
    this.reason = reason;
    this.at = at;
  }
}

/**
 * How many times as long as its limit says a document may take by the clock. Tests raise it: what else their machine has to do, and
 * how little of it is left for a process that gives way, is not what they are about.
 */
export const clock = { slack: 1 };

/** How many documents are read at once, and how many may wait: each costs up to its limits, and mail comes in crowds. */
export const lanes = { running: 2, waiting: 100 };
let running = 0;
const waiting: (() => void)[] = [];

/**
 * The text of a document, as the `format` of the program makes it out. Throws ApartError: with `busy` when so many documents
 * are waiting, or the machine is so busy, that the caller should come back later, otherwise with what was wrong with this one.
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
    const within = { ...limits, timeMs: limits.timeMs * clock.slack };
    const answer = await run(program, { ...within, format, documentBytes: document.length, options }, document);
    if ("text" in answer) return answer.text;
    if ("refused" in answer) throw new ApartError("refused", answer.refused);
    if (answer.stopped === "starved") throw new ApartError("busy", "The machine was too busy to read the document.");
    throw new ApartError(answer.stopped, `The limit of ${answer.stopped} was reached.`, answer.at);
  } finally {
    const next = waiting.shift();
    // Whoever comes next takes over the lane.
    if (next) next();
    else running--;
  }
}

/** The process ends itself in time; this is for one that is too far gone to do so. */
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
    // It stays open: its end would tell the process that nobody is waiting any more. One that has ended already reads nothing.
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
 * Whoever waits for an answer of this process comes before a document, which still gets on when other programs work hard: at the
 * lowest priority it would not. Some systems allow it to nobody, and some ended already.
 */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
