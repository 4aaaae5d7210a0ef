/** `npm run bench:imports`: whether LifeOS on the embedded database answers others while it imports an address book, and while that is undone. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { LEAN } from "#local/node-options";
import { freePorts, startServer } from "./api/process.ts";
import { machine } from "./machine.ts";

const HELP = `An import of contacts into LifeOS on the embedded database, and its undo, and what /health takes meanwhile

  npm run bench:imports -- [options]

  --rows <n>         contacts to import, 25,000 unless given
  --help             this text

  /health is asked every 50 ms, each time once more, whether or not the last one was answered. Its median is to be below 300 ms and all but one
  of a hundred answers are to come within 2 s. Nothing else should run on the machine.
`;

const HEALTH = "/v1/platform/health";
const MEDIAN_MS = 300;
const P99_MS = 2_000;
const ASK_EVERY_MS = 50;
const LOOK_EVERY_MS = 1_000;
const GIVE_UP_MS = 900_000;

interface Job {
  status: string;
  processed: number;
  created: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rows: { type: "string", default: "25000" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return console.log(HELP);
  console.log(machine());
  const folder = mkdtempSync(path.join(tmpdir(), "lifeos-bench-"));
  const port = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  const server = await startServer({
    file: path.join(import.meta.dirname, "../packages/local/src/cli.ts"),
    args: ["--port", String(port), "--data", folder, "--no-seed"],
    env: { NODE_ENV: "production" },
    execArgv: [...LEAN],
    url: url + HEALTH,
  });
  try {
    await measure(url, Number(values.rows));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, rows: number): Promise<void> {
  const call = async <T>(target: string, body?: object, authorization?: string): Promise<T> => {
    const answer = await fetch(url + target, {
      method: body ? "POST" : "GET",
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${target} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { access_token: token } = await call<{ access_token: string }>("/_local/issuer/token", { sub: randomUUID() });
  const lines = Array.from({ length: rows }, (_, n) => `Person ${n},Family,p${n}@example.com`);
  const body = {
    kind: "contacts_csv",
    name: "Contacts.csv",
    text: ["First Name,Last Name,E-mail 1 - Value", ...lines].join("\n"),
  };
  const authorization = `Bearer ${token}`;
  const during = async (begin: () => Promise<{ id: string }>) => {
    const health = askHealth(url);
    const started = performance.now();
    const { id } = await begin();
    let job: Job;
    do {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      job = await call<Job>(`/v1/ingest/imports/${id}`, undefined, authorization);
    } while (["queued", "running", "undoing"].includes(job.status) && performance.now() - started < GIVE_UP_MS);
    const seconds = (performance.now() - started) / 1_000;
    const times = (await health.stop()).sort((one, other) => one - other);
    const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
    console.log(`${job.status}: ${job.created} of ${rows} contacts in ${seconds.toFixed(1)} s`);
    console.log(
      `/health, asked ${times.length} times: median ${at(0.5)} ms (below ${MEDIAN_MS}), of a hundred 99 within ${at(0.99)} ms (below ${P99_MS}), at most ${Math.round(times.at(-1) ?? 0)} ms`,
    );
    return id;
  };
  const id = await during(() => call("/v1/ingest/imports", body, authorization));
  await during(() => call(`/v1/ingest/imports/${id}/undo`, {}, authorization));
}

/** How long each answer took, also of those that were asked while an earlier one was outstanding. */
function askHealth(url: string): { stop(): Promise<number[]> } {
  const asked: Promise<number>[] = [];
  const timer = setInterval(() => {
    const started = performance.now();
    asked.push(
      fetch(url + HEALTH).then(async (answer) => {
        await answer.arrayBuffer();
        return performance.now() - started;
      }),
    );
  }, ASK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return Promise.all(asked);
    },
  };
}

await main();
