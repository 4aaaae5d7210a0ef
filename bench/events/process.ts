/**
 * What is measured runs in a process of its own, so that neither the driver nor the peer shares its event loop. Parent and
 * child take turns: one question, one answer.
 */
import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";

export interface Child {
  ask<Answer>(question: string, details?: object): Promise<Answer>;
  /** Ends the process; it has stopped what it started, and a profiler has written its file. */
  stop(): Promise<void>;
}

type Reply = { answer: unknown } | { error: string };
type Handlers = Record<string, (details: never) => Promise<unknown>>;

const ANSWER_TIMEOUT_MS = 180_000;

/** Starts a file of this folder. `execArgv` is for Node, e.g. its profiler. */
export function startChild(file: string, execArgv: string[] = []): Child {
  const child = fork(path.join(import.meta.dirname, file), {
    execArgv: ["--disable-warning=ExperimentalWarning", ...execArgv],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return {
    ask: (question, details = {}) => ask(child, file, question, details),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      child.send({ question: "stop", details: {} }, () => {});
      await ended;
      clearTimeout(timer);
    },
  };
}

function ask<Answer>(child: ChildProcess, file: string, question: string, details: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (reply: Reply) => {
      clearTimeout(timer);
      child.off("message", settle).off("exit", onExit);
      if ("error" in reply) reject(new Error(`${file}: ${reply.error}`));
      else resolve(reply.answer as Answer);
    };
    const onExit = (code: number | null) => settle({ error: `ended with code ${code} when asked to ${question}` });
    const timer = setTimeout(
      () => settle({ error: `did not ${question} within ${ANSWER_TIMEOUT_MS / 1000} s` }),
      ANSWER_TIMEOUT_MS,
    );
    child.on("message", settle).once("exit", onExit);
    // One that has ended cannot be asked; its exit says so too, with its code.
    child.send({ question, details }, (error) => error && settle({ error: error.message }));
  });
}

/** The child's side. `stop` is a handler like the others, after which the process ends; it also ends with its parent. */
export function answer(handlers: Handlers & { stop: () => Promise<void> }): void {
  // As `npm start` does, and for the peer too: reading Node's own object costs a system call a variable.
  process.env = { ...process.env };
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ question, details }: { question: string; details: object }) => {
    try {
      const value = await handlers[question]!(details as never);
      if (question === "stop") process.exit();
      process.send!({ answer: value ?? null });
    } catch (error) {
      process.send!({ error: (error as Error).stack ?? String(error) });
    }
  });
}
