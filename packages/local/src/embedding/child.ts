/**
 * The model that comes with LifeOS, in a process of its own on this machine. It is started when somebody first asks, and ends when nobody has
 * for a while, since it takes as much memory as all of LifeOS. It is asked one thing at a time: what is urgent comes next, and what is not
 * is asked in small parts, so that nobody who searches waits for the index. A process that ends, takes too much memory or does not
 * answer is replaced by another at the next question.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { type Embedder, EmbedderUnavailable, MAX_TEXTS, ownModel } from "#cloud/embedding/embedder";

export interface Asked {
  id: number;
  texts: readonly string[];
}
export type Answered = { id: number } & ({ vectors: Float32Array[] } | { error: string });

export interface EmbeddingOptions {
  /** The program; the one that runs the model unless a test gives another. */
  program?: URL;
  /** After so long without a question the process ends. */
  idleMs?: number;
  /** A process that takes longer for one part is ended. */
  answerMs?: number;
  /** A process that holds more is replaced. */
  memoryBytes?: number;
  /** Whether other processes come first; they do unless a test or a bench waits for nothing else. */
  givesWay?: boolean;
  /** Called with each process that is started, and with nothing when one is ended. */
  onChild?: (child: ChildProcess | undefined) => void;
}

export interface EmbeddingProcess extends Embedder {
  /** Ends the process. Whoever waits for it is refused. */
  stop(): void;
}

/** Texts that are asked at once for the index: about a quarter of a second. */
const PART = 8;
const MB = 1024 * 1024;
/** V8's heap needs little: the weights and what is computed are outside of it. */
const HEAP_MB = 256;

interface Job {
  texts: readonly string[];
  resolve(vectors: Float32Array[]): void;
  reject(error: Error): void;
}

export function embeddingProcess(options: EmbeddingOptions = {}): EmbeddingProcess {
  const {
    program = new URL("./process.ts", import.meta.url),
    idleMs = 60_000,
    answerMs = 120_000,
    memoryBytes = 700 * MB,
    givesWay = true,
    onChild = () => {},
  } = options;
  const queues: { urgent: Job[]; others: Job[] } = { urgent: [], others: [] };
  let child: ChildProcess | undefined;
  let current: { id: number; job: Job; timer: NodeJS.Timeout } | undefined;
  let ids = 0;
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  return {
    ...ownModel,
    async embed(texts, { urgent, timeoutMs }) {
      if (texts.length > MAX_TEXTS) throw new Error(`${texts.length} texts are more than ${MAX_TEXTS}`);
      const parts = urgent
        ? [texts]
        : Array.from({ length: Math.ceil(texts.length / PART) }, (_, i) => texts.slice(i * PART, (i + 1) * PART));
      const queue = urgent ? queues.urgent : queues.others;
      const jobs: Job[] = [];
      const asked = Promise.all(
        parts.map(
          (part) =>
            new Promise<Float32Array[]>((resolve, reject) => {
              const job = { texts: part, resolve, reject };
              jobs.push(job);
              queue.push(job);
            }),
        ),
      );
      next();
      return (await withinTime(asked, timeoutMs, jobs, queue)).flat();
    },
    stop() {
      isStopped = true;
      end(new EmbedderUnavailable("LifeOS stops"));
    },
  };

  /** Resolves or rejects in time. What has not begun by then is not asked any more; what has goes on, so that the model is loaded for the next. */
  function withinTime<T>(asked: Promise<T>, timeoutMs: number, jobs: readonly Job[], queue: Job[]): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        for (const job of jobs) if (queue.includes(job)) queue.splice(queue.indexOf(job), 1);
        reject(new EmbedderUnavailable(`no vector within ${timeoutMs} ms`));
      }, timeoutMs);
      asked.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  function next(): void {
    if (current) return;
    const job = queues.urgent.shift() ?? queues.others.shift();
    if (!job) return;
    clearTimeout(idle);
    if (isStopped) {
      job.reject(new EmbedderUnavailable("LifeOS stops"));
      return;
    }
    child ??= start();
    const id = ++ids;
    const timer = setTimeout(() => end(new EmbedderUnavailable("the model did not answer")), answerMs);
    current = { id, job, timer };
    child.send({ id, texts: job.texts } satisfies Asked, (error) => {
      if (error) end(new EmbedderUnavailable(`the model could not be asked: ${error.message}`));
    });
  }

  function start(): ChildProcess {
    const started = spawn(
      process.execPath,
      [
        "--permission",
        "--allow-fs-read=*",
        "--allow-worker",
        `--max-old-space-size=${HEAP_MB}`,
        fileURLToPath(program),
      ],
      // It gets nothing of this process's environment; its messages to the console are TensorFlow's.
      {
        env: systemVariables(),
        stdio: ["ignore", "ignore", "ignore", "ipc"],
        serialization: "advanced",
        windowsHide: true,
      },
    );
    if (givesWay) giveWay(started.pid);
    started.on("message", (message) => void answered(started, message as Answered));
    started.on("error", () => started === child && end(new EmbedderUnavailable("the model could not be started")));
    started.on("exit", (code, signal) => {
      if (started === child) end(new EmbedderUnavailable(`the model's process ended with ${signal ?? code}`));
    });
    // A process that waits for questions keeps nobody from ending.
    started.unref();
    started.channel?.unref();
    onChild(started);
    return started;
  }

  async function answered(by: ChildProcess, message: Answered): Promise<void> {
    if (by !== child || current?.id !== message.id) return;
    const { job, timer } = current;
    clearTimeout(timer);
    if ("vectors" in message) job.resolve(message.vectors);
    else job.reject(new EmbedderUnavailable(message.error));
    const held = await memoryOf(by.pid);
    current = undefined;
    if (held > memoryBytes) forget();
    idle = setTimeout(forget, idleMs);
    idle.unref();
    next();
  }

  /** Ends the process with whatever it does. */
  function end(reason: Error): void {
    const given = current;
    current = undefined;
    if (given) {
      clearTimeout(given.timer);
      given.job.reject(reason);
    }
    forget();
    if (isStopped) for (const job of [...queues.urgent.splice(0), ...queues.others.splice(0)]) job.reject(reason);
    else next();
  }

  function forget(): void {
    clearTimeout(idle);
    const ended = child;
    child = undefined;
    ended?.kill("SIGKILL");
    if (ended) onChild(undefined);
  }
}

/** What a process holds, where the system says it: Linux. Elsewhere only V8's own limit counts. */
async function memoryOf(pid: number | undefined): Promise<number> {
  try {
    const text = await readFile(`/proc/${pid}/statm`, "utf8");
    return Number(text.split(" ")[1]) * 4_096;
  } catch {
    return 0;
  }
}

/** Where the runtime and Windows find their own libraries. */
const systemVariables = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => SYSTEM.includes(name)));

const SYSTEM = ["LD_LIBRARY_PATH", "SystemRoot"];

/** Requests come first. Fails without consequence where the system forbids it. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
