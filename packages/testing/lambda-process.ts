/** Invokes built artifacts in a separate process with only an environment. */
import { fork } from "node:child_process";
import path from "node:path";
import { lambdaContext } from "#testing/lambda-events";

export interface LambdaProcess {
  /** Calls the export `name` of the artifact at `file`; rejects with the handler's error. */
  invoke(file: string, name: string, event: unknown): Promise<unknown>;
  /** The modules of Node itself that are loaded, as `NativeModule <name>`. */
  loaded(): Promise<string[]>;
  /** Everything that was written to stdout and stderr so far. */
  output(): string;
  stop(): void;
}

export function lambdaProcess(env: Record<string, string>): LambdaProcess {
  const child = fork(path.join(import.meta.dirname, "lambda-process.mjs"), {
    env,
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });

  let calls = 0;
  const waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  child.on("message", (answer: { id: number; result?: unknown; error?: string }) => {
    waiting.get(answer.id)!(answer);
    waiting.delete(answer.id);
  });
  child.on("exit", () => {
    for (const settle of waiting.values()) settle({ error: `the process ended: ${output.slice(-1000)}` });
  });

  async function ask(message: object): Promise<unknown> {
    const id = calls++;
    const { result, error } = await new Promise<{ result?: unknown; error?: string }>((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, ...message });
    });
    if (error !== undefined) throw new Error(error);
    return result;
  }

  return {
    invoke: (file, name, event) => ask({ file, name, event, context: lambdaContext(name) }),
    loaded: async () => (await ask({})) as string[],
    output: () => output,
    stop: () => child.disconnect(),
  };
}
