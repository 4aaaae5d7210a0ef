/**
 * The other side of `readApart`: a program hands its formats to `serveApart`, which reads the one document that it is given.
 *
 * The format works in a thread; the main thread watches the whole process, also while the format does not come back from a
 * call. It ends the process in an instant, with SIGKILL, because an orderly end would wait for the thread.
 */

import { writeSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { cut } from "#kit/text";
import { type Answer, type Job, type Limit, STARVED_BELOW } from "./apart.ts";

/**
 * Extracts the text of a document. The message of an error that it throws is passed on to the caller. A format that reads a
 * document in parts calls `begin` with each part's name, so that the caller learns at which part a limit was reached.
 */
export type Format = (document: Uint8Array, options: unknown, begin: (part: string) => void) => Promise<string>;

/** Formats by name. Each is loaded on demand, because the program is started for one document and so for one format. */
export type Formats = Record<string, () => Promise<Format>>;

/** Messages of the thread: the part that it begins, and in the end its answer. */
type Message = Answer | { begins: string };

/** `programUrl` is the `import.meta.url` of the program, which runs twice: as the process and as its thread. */
export function serveApart(programUrl: string, formats: Formats): void {
  if (isMainThread) watch(programUrl);
  else parentPort!.once("message", (document: Uint8Array) => void work(formats, document));
}

/** Memory can be filled at about a gigabyte a second, which is ten megabytes between two checks. */
const LOOK_EVERY_MS = 10;
const MB = 1024 * 1024;

function watch(programUrl: string): void {
  const job = JSON.parse(process.argv[2]!) as Job;
  let at: string | undefined;
  const stop = (limit: Limit | "starved") => answer({ stopped: limit, at });
  const processorMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  const isStarved = () => processorMs() < job.processorMs * STARVED_BELOW;
  setTimeout(() => stop(isStarved() ? "starved" : "time"), job.timeMs - performance.now());
  setInterval(() => {
    if (process.memoryUsage.rss() > job.memoryBytes) stop("memory");
    if (processorMs() > job.processorMs) stop("time");
  }, LOOK_EVERY_MS);

  // V8's heap gets half of the memory, which makes it collect garbage in time; buffers get the rest.
  const thread = new Worker(new URL(programUrl), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(job.memoryBytes / 2 / MB), maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
  });
  thread.on("message", (result: Message) => {
    if ("begins" in result) at = result.begins;
    else if ("text" in result && Buffer.byteLength(result.text) > job.outputBytes) stop("output");
    else answer(result);
  });
  thread.on("error", (error: Error & { code?: string }) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") stop("memory");
    else answer(refusal(error));
  });

  thread.on("exit", end);

  let chunks: Buffer[] = [];
  let missing = job.documentBytes;
  process.stdin.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    missing -= chunk.length;
    if (missing > 0) return;
    // A copy, because Node shares the memory of small buffers among many.
    const document = new Uint8Array(Buffer.concat(chunks));
    thread.postMessage(document, [document.buffer]);
    chunks = [];
  });
  // The end of the input means that the parent process has died or does not wait for an answer any more.
  process.stdin.on("end", end);
}

async function work(formats: Formats, document: Uint8Array): Promise<void> {
  const { format, options } = workerData as Job;
  try {
    const read = await formats[format]!();
    const begin = (part: string) => parentPort!.postMessage({ begins: part } satisfies Message);
    parentPort!.postMessage({ text: await read(document, options, begin) } satisfies Message);
  } catch (error) {
    parentPort!.postMessage(refusal(error));
  }
}

const refusal = (error: unknown): Answer => ({
  refused: cut(error instanceof Error ? error.message : String(error), 500),
});

/** The answer is one line: the newline tells the parent that it is complete. */
function answer(value: Answer): void {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
  end();
}

function end(): void {
  process.kill(process.pid, "SIGKILL");
}
