/** What administrators see and do with runs on a real server: runs of the product, and of an additional function that sleeps. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { jsonLog } from "#cloud/json-log";
import { setRole } from "#local/admin";
import { type Cloud, startCloud } from "#local/cloud";
import { ulid } from "#local/engine/id";
import { deliver } from "#local/story";
import { createApp, register, serveApp } from "#testing/conformance/app";
import { receiptEmail } from "#testing/mail";
import type { Target } from "./targets.ts";

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

interface Check {
  what: string;
  holds: boolean;
  seen: unknown;
}

/** Returns what was checked, and whether it holds. */
export async function administer(target: Target, directory: string): Promise<Check[]> {
  const checks: Check[] = [];
  const check = (what: string, holds: boolean, seen: unknown) => void checks.push({ what, holds, seen });
  const cloud = await startCloud({
    dataDir: path.join(directory, `admin-${randomUUID().slice(0, 8)}`),
    port: 0,
    env: target.product,
    log: jsonLog((line) => process.stderr.write(`${line}\n`), "warn"),
  });
  try {
    await cloud.registered;
    const call = await administrator(cloud);
    const on = (method: string, runId: string, verb = "", body?: object) =>
      call(method, `/v1/admin/workflow-runs/${runId}${verb}`, body);

    const { id, eventId } = await receiptRun(cloud, call);
    const shown = await on("GET", id);
    const output = shown.body.output as Record<string, unknown> | null;
    check("a run that ended shows what it returned", output?.classification === "receipt", shown);
    check("it cannot be cancelled any more", (await on("POST", id, "/cancel")).status === 409, id);
    const replayed = await on("POST", id, "/replay");
    const again = String(replayed.body.runId);
    check("its replay answers the new run's id", replayed.status === 202 && again !== id && again !== "null", replayed);
    const second = await ended(() => on("GET", again));
    check(
      "the new run ends well, as a replay of the first",
      second.body.status === "completed" && second.body.replayOf === id,
      second,
    );
    const [count] = await cloud.database.query<{ n: number }>("select count(*)::int as n from transactions");
    check("and has changed nothing twice", count!.n === 1, count);

    const steps = (second.body.steps ?? []) as { name: string; status: string; startedAt: string | null }[];
    check("its steps are told by name", steps.map(({ name }) => name).join() === "claim,read,book,finish", second);
    const whole = await on("GET", again, "?include=data");
    const kept = (whole.body.steps ?? []) as { name: string; output: unknown }[];
    check("and on the record with what they returned", kept[0]?.output === id && whole.body.audited === true, whole);
    const rerun = await on("POST", again, "/rerun", { step: "finish" });
    const third = String(rerun.body.runId);
    check("a run is repeated from a step on", rerun.status === 202 && third !== again && third !== "null", rerun);
    const last = await ended(() => on("GET", third));
    check(
      "and ends well, as a replay of the first",
      last.body.status === "completed" && last.body.replayOf === id,
      last,
    );
    const unknownStep = await on("POST", third, "/rerun", { step: "none" });
    check("a step that it does not have is refused", unknownStep.status === 400, unknownStep);
    const listed = await call("GET", "/v1/admin/workflow-runs?workflow=ingest.processEmail&status=completed");
    const ids = ((listed.body.data ?? []) as { id: string }[]).map((one) => one.id);
    check("runs are listed by their status", ids.includes(third), listed);
    const stats = await call("GET", "/v1/admin/stats");
    const { running } = stats.body.workflows as { running: { value: number | null } };
    check("how many are under way is known", running.value === 0, running);

    for (const [method, verb] of [
      ["GET", ""],
      ["POST", "/cancel"],
      ["POST", "/replay"],
    ] as const) {
      const unknown = await on(method, ulid(new Date()), verb);
      check(`an unknown run is 404 (${method} ${verb})`, unknown.status === 404, unknown);
    }
    const forgotten = ulid(new Date());
    await claim(cloud, forgotten, randomUUID(), eventId);
    const known = await on("GET", forgotten);
    check("a forgotten run is shown by its claim", known.status === 200 && known.body.status === null, known);

    const letter = await lostLetter(cloud, eventId);
    const redriven = await call("POST", `/v1/admin/dead-letters/${letter}/redrive`);
    check("the letter of an event that no run ever had is sent again", redriven.status === 200, redriven);
    const mail = await until(
      async () =>
        (
          await cloud.database.query<{ read: boolean; n: number }>(
            "select is_processed as read, (select count(*)::int from transactions) as n from inbound_emails",
          )
        )[0]!,
      ({ read }) => read,
    );
    check("and a run has it, which changes nothing twice", mail.read && mail.n === 1, mail);

    const sleeping = await sleepingRun(target);
    try {
      await claim(cloud, sleeping.runId, sleeping.runId, sleeping.runId);
      const cancelled = await on("POST", sleeping.runId, "/cancel");
      check("a run that sleeps is cancelled, and said to be", cancelled.body.status === "cancelled", cancelled);
      check(
        "as often as it is asked",
        (await on("POST", sleeping.runId, "/cancel")).body.status === "cancelled",
        sleeping,
      );
    } finally {
      await sleeping.close();
    }
    return checks;
  } finally {
    await cloud.stop();
  }
}

const ROLE_MS = 90_000;
const RUN_MS = 90_000;

/** The answer about a run, once it has ended or after a time-out. */
const ended = (get: () => Promise<Answer>) => until(get, ({ body }) => typeof body.endedAt === "string");

/** The answer, once it is as expected or after a time-out. */
async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + RUN_MS;
  for (;;) {
    const seen = await look();
    if (isSo(seen) || Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

type Call = (method: string, path: string, body?: object) => Promise<Answer>;

async function administrator(cloud: Cloud): Promise<Call> {
  const email = "admin@example.com";
  const token = await cloud.issuer.token({ sub: "admin", email, name: "Admin", zoneinfo: "UTC" });
  const call: Call = async (method, address, body) => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) };
    const response = await fetch(`${cloud.url}${address}`, { method, headers, body: body && JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  // A person is provisioned at the first request, and a changed role takes effect within a minute.
  await call("GET", "/v1/ingest/addresses");
  await setRole(cloud.database, email, "admin");
  const end = Date.now() + ROLE_MS;
  while ((await call("GET", "/v1/admin/workflow-runs")).status === 403 && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  return call;
}

/** The run of a delivered receipt. */
async function receiptRun(cloud: Cloud, call: Call): Promise<{ id: string; eventId: string }> {
  const { body } = await call("GET", "/v1/ingest/addresses");
  const [{ address }] = body.data as [{ address: string }];
  await deliver(cloud, address, receiptEmail({ to: address, date: new Date(), format: "html" }));
  await cloud.settled();
  const list = await call("GET", "/v1/admin/workflow-runs?workflow=ingest.processEmail");
  const [run] = (list.body.data ?? []) as { id: string; eventId: string }[];
  if (!run) throw new Error(`No run is listed: ${list.status} ${JSON.stringify(list.body)}`);
  return run;
}

const claim = (cloud: Cloud, runId: string, key: string, eventId: string) =>
  cloud.database.query(
    `insert into consumer_inbox (consumer, event_id, rows)
     values ('workflow:kit.none', $1, jsonb_build_object('run', $2::text, 'first', $2::text, 'event', $3::text))`,
    [key, runId, eventId],
  );

/** Makes a message look as if its event had been lost again and again; returns the id of the dead letter. */
async function lostLetter(cloud: Cloud, eventId: string): Promise<string> {
  await cloud.database.query("update inbound_emails set is_processed = false, error = 'nothing came of it'");
  await cloud.database.query(
    `update consumer_inbox set rows = jsonb_build_object('released', true, 'handed', 6, 'lost', true, 'event', event_id)
     where consumer = 'workflow:ingest.processEmail' and event_id = $1`,
    [eventId],
  );
  const [letter] = await cloud.database.query<{ id: string }>(
    `insert into dead_letters (source, event_id, message_id, payload, error, attempts)
     values ('workflow:ingest.processEmail', $1, 'lost-' || $1, '{}', 'nothing came of it', 6) returning id`,
    [eventId],
  );
  return letter!.id;
}

async function sleepingRun({ server }: Target): Promise<{ runId: string; close(): Promise<void> }> {
  const { INNGEST_BASE_URL: url, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey } = server;
  const earlyMs = { sleepUntil: 0, retryAfter: 0 };
  const inngest = {
    ...{ url: url!, eventKey, signingKey, register, earlyMs },
    scale: 1,
    patienceMs: 60_000,
    pollMs: 300,
  };
  const app = createApp(inngest, { tag: `admin-${randomUUID().slice(0, 8)}`, checkpointing: true });
  const served = await serveApp(app, [
    {
      name: "sleeps",
      functions: ({ inngest: client, event, note }) => [
        client.createFunction({ id: "sleeps", triggers: [{ event: event("sleeps") }] }, async ({ step }) => {
          await step.run("yawn", () => note("yawned"));
          await step.sleep("night", "1h");
        }),
      ],
      prove: async () => {},
    },
  ]);
  await register(served.url);
  const eventId = await app.send("sleeps");
  await app.until("a run that sleeps", () => app.noted("yawned").length > 0);
  const [run] = await app.until("the run", async () => {
    const runs = await app.runs(eventId);
    return runs.length > 0 && runs;
  });
  return { runId: run!.run_id, close: served.close };
}
