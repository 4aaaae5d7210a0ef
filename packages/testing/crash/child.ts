/**
 * A process of the crash test: an embedded cloud that kills itself at a point of its parent's choice. It loads its modules before
 * it is told what to start, so that a successor is ready, and ends when its parent does.
 */
import { flushCompileCache } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { NonRetriableError } from "inngest";
import { type Cloud, startCloud } from "#local/cloud";
import { earlyCommit, withoutInbox } from "./faults.ts";
import { crashApp } from "./functions.ts";
import type { FromChild, Kill, Point, Start, ToChild } from "./protocol.ts";

// Long enough for everything that follows a commit to happen before it.
const EARLY_COMMIT_MS = 60_000;

let kill: Kill | undefined;
let seen = 0;
let aheadMs = 0;
let cloud: Cloud | undefined;
const gates = new Map<string, { open: () => void; shut: (error: Error) => void; passed: Promise<void> }>();

process.on("disconnect", () => process.exit());
process.on("message", (message: ToChild) => {
  receive(message).catch((error: Error) => tell({ kind: "log", level: "error", message: error.message }));
});
// A parent that has already ended sends no disconnect event.
if (!process.connected) process.exit();
flushCompileCache();
tell({ kind: "loaded" });

async function receive(message: ToChild): Promise<void> {
  switch (message.kind) {
    case "start":
      return start(message.start);
    case "arm":
      return arm(message.kill);
    case "pass":
      return pass(message.ms, message.database);
    case "query":
      return answer(message.id, ({ database }) => database.query(message.text, message.params));
    case "poison":
      return answer(message.id, (running) => poison(running, message.eventId));
    case "open":
      return gate(message.gate).open();
    case "shut":
      return gate(message.gate).shut(new NonRetriableError(`The gate of ${message.gate} is shut, as intended.`));
  }
}

async function start(given: Start): Promise<void> {
  aheadMs = given.aheadMs;
  arm(given.kill);
  const has = (fault: NonNullable<Start["faults"]>[number]) => given.faults?.includes(fault) ?? false;
  try {
    cloud = await startCloud({
      dataDir: given.dataDir,
      port: 0,
      databaseUrl: given.databaseUrl,
      env: given.env,
      objectStore: given.objectStore,
      now: () => new Date(Date.now() + aheadMs),
      log: (level, text, fields) => {
        if (level === "error" || level === "warn") tell({ kind: "log", level, message: text, fields });
      },
      onPhase: (phase, info) => reached(phase, info),
      extraServes: [
        crashApp({
          stepsFile: given.stepsFile,
          onEffect: async () => reached("effect"),
          async pass(name) {
            tell({ kind: "waiting", gate: name });
            await gate(name).passed;
          },
        }),
      ],
      faults: {
        bus: { acknowledgeEarly: has("bus-acknowledges-early") },
        engine: {
          acknowledgeEarly: has("engine-acknowledges-early"),
          dropLeaseCheck: has("no-lease-check"),
        },
        transport(inner) {
          if (has("no-inbox")) return withoutInbox(inner);
          return has("early-commit") ? earlyCommit(inner, given.databaseUrl!, EARLY_COMMIT_MS) : inner;
        },
      },
    });
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
  tell({ kind: "ready", url: cloud.url, inngestUrl: cloud.config.INNGEST_BASE_URL! });
}

function arm(wanted: Kill | undefined): void {
  kill = wanted;
  seen = 0;
}

/** SIGKILL cannot be caught: nothing of this process runs afterwards, no handler and no flush. */
function reached(point: Point, info?: object): void | Promise<void> {
  if (kill?.at !== point || (kill.where && !JSON.stringify(info ?? {}).includes(kill.where))) return;
  seen += 1;
  if (seen !== kill.nth) return;
  if (kill.until) return waitAndDie(kill.until);
  process.kill(process.pid, "SIGKILL");
}

async function waitAndDie(until: string): Promise<void> {
  while (!cloud || (await cloud.database.query(until)).length > 0) await delay(5);
  process.kill(process.pid, "SIGKILL");
}

/** The outbox has times of the database's clock, which cannot be moved, so its rows are made older instead. */
async function pass(ms: number, database: boolean): Promise<void> {
  aheadMs += ms;
  if (!cloud) return;
  if (database) {
    const older =
      "created_at = created_at - make_interval(secs => $1), swept_at = swept_at - make_interval(secs => $1)";
    await cloud.database.query(`update outbox set ${older}`, [ms / 1000]);
  }
  cloud.engine.wake();
  await cloud.bus.wake();
}

async function answer(id: number, work: (running: Cloud) => Promise<Record<string, unknown>[]>): Promise<void> {
  try {
    if (!cloud) throw new Error("The cloud has not started yet.");
    tell({ kind: "answer", id, rows: await work(cloud) });
  } catch (error) {
    tell({ kind: "answer", id, error: (error as Error).message });
  }
}

/** An answer without an owner: every consumer that acts as the owner of an event refuses it. */
async function poison({ bus }: Cloud, eventId: string): Promise<[]> {
  const time = new Date(Date.now() + aheadMs);
  const detail = {
    ...{ specversion: "1.0", id: eventId, source: "lifeos/platform", type: "platform.notification.answered" },
    ...{ time: time.toISOString(), correlationid: eventId, data: { entityId: null, payload: {} } },
  };
  const { Entries } = await bus.putEvents([
    { EventBusName: "lifeos", Source: detail.source, DetailType: detail.type, Detail: JSON.stringify(detail) },
  ]);
  if (Entries[0]?.ErrorCode) throw new Error(Entries[0].ErrorMessage);
  return [];
}

function gate(name: string) {
  let known = gates.get(name);
  if (!known) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    known = { open: resolve, shut: reject, passed: promise };
    gates.set(name, known);
  }
  return known;
}

function tell(message: FromChild): void {
  process.send?.(message);
}
