/**
 * Keeps the workflows registered with an external Inngest server. It waits for a server that is not up yet, and registers again
 * now and then afterwards, so that the server gets what has changed and what it has lost.
 */
import type { Log } from "#kit/ctx";
import { type AppResponse, askApp, type ServeApp } from "./engine/protocol.ts";

export interface RegistrationOptions {
  /** The apps. A PUT without a body makes an app register itself. */
  apps: readonly ServeApp[];
  /** The server's address, for messages. */
  server: string;
  log: Log;
  /** Called with what was registered. */
  progress(step: string): void;
  /** Resolves after the time, or at once when the signal is aborted. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Registration {
  /** Resolves once all apps have been registered. */
  done: Promise<void>;
  stop(): Promise<void>;
}

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;
const AGAIN_MS = 30_000;

export function keepRegistered({ apps, server, log, progress, wait = pause }: RegistrationOptions): Registration {
  const stopping = new AbortController();
  const done = Promise.withResolvers<void>();
  const waiting = new Set(apps);

  async function keep(app: ServeApp): Promise<void> {
    let failures = 0;
    let said = "";
    while (!stopping.signal.aborted) {
      const { refusal, modified } = await register(app);
      if (refusal === undefined) {
        if (waiting.delete(app)) progress(`the workflows of ${app.id} are registered with ${server}`);
        else if (modified) progress(`the workflows of ${app.id} are registered with ${server} again`);
        if (waiting.size === 0) done.resolve();
        [failures, said] = [0, ""];
      } else {
        failures += 1;
        // A repeated reason is not reported again.
        if (refusal !== said)
          log("warn", "the workflows are not registered yet; this is tried until they are", {
            ...{ app: app.id, server, error: refusal },
          });
        said = refusal;
      }
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS);
      await wait(failures === 0 ? AGAIN_MS : retryMs, stopping.signal);
    }
  }

  const kept = Promise.all(apps.map(keep));
  if (apps.length === 0) done.resolve();
  return {
    done: done.promise,
    async stop() {
      stopping.abort();
      await kept;
    },
  };
}

async function register(app: ServeApp): Promise<{ refusal?: string; modified?: boolean }> {
  let answer: AppResponse;
  try {
    answer = await askApp(app, { method: "PUT", url: app.url, headers: { host: new URL(app.url).host }, body: "" });
  } catch (error) {
    return { refusal: (error as Error).message };
  }
  const { message, modified } = read(answer.text);
  if (answer.status < 300) return { modified };
  return { refusal: `${answer.status} ${message ?? answer.text.slice(0, 200)}`.trim() };
}

function read(text: string): { message?: string; modified?: boolean } {
  try {
    return JSON.parse(text) as { message?: string; modified?: boolean };
  } catch {
    return {};
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    // The timer alone must not keep the process running.
    timer.unref();
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
