/** Interleavings that are hard to provoke from outside, written down as the rows they leave behind. */
import { expect, it, onTestFinished } from "vitest";
import { pgliteDb } from "#testing/database";
import { applyMutations } from "./apply.ts";
import { createRegistry } from "./functions.ts";
import type { Operation } from "./protocol.ts";
import { migrate } from "./schema.ts";
import { type EngineContext, type LeasedJob, noSlots } from "./state.ts";

const now = new Date("2026-03-01T12:00:00Z");
const lease = "00000000-0000-4000-8000-000000000001";
const context: EngineContext = {
  ...{ now: () => now, scale: 1, leaseMs: 30_000, backoffMs: () => 1_000, faults: {}, log: () => {}, free: () => 0 },
  registry: () => createRegistry([]),
};

/** A run whose discovery call is under way, and the step results that were saved before it began. */
async function runUnderWay() {
  const { database, close } = await pgliteDb();
  onTestFinished(close);
  await migrate(database);
  await database.query(
    `insert into workflow.run (id, function_id, event, event_id, event_name, created_at)
     values ('r', 'app-f', '{"id":"e","name":"a"}', 'e', 'a', $1)`,
    [now.toISOString()],
  );
  await database.query(
    `insert into workflow.job (key, kind, run_id, function_id, step_id, run_at, rank, lease, lease_until)
     values ('r', 'discover', 'r', 'app-f', 'step', $1, $1, $2, $3)`,
    [now.toISOString(), lease, new Date(now.getTime() + 30_000).toISOString()],
  );
  const run = { id: "r", event: '{"id":"e","name":"a"}', events: null, steps: "", stack: [], seq: 0, planOnly: false };
  const job: LeasedJob = {
    ...{
      key: "r",
      kind: "discover",
      lease,
      runId: "r",
      functionId: "app-f",
      stepId: "step",
      name: null,
      payload: null,
    },
    ...{ attempt: 0, faults: 0, claimedAt: now, slots: noSlots, run },
  };
  const answer = (operations: Operation[]) =>
    database.transaction((tx) =>
      applyMutations(tx, context, [
        { kind: "outcome", runId: "r", job, outcome: { kind: "operations", operations, noRetry: false } },
      ]),
    );
  const settle = (stepId: string) =>
    database.transaction((tx) =>
      applyMutations(tx, context, [{ kind: "settle", runId: "r", stepId, result: '{"data":1}' }]),
    );
  const jobs = () =>
    database.query("select key, kind, lease is not null as leased, rerun from workflow.job order by key");
  return { database, answer, settle, jobs };
}

const sleep = (id: string): Operation => ({ id, op: "Sleep", name: "10s" });

it("discovers again when a step settled while a discovery was under way", async () => {
  const { settle, answer, jobs } = await runUnderWay();
  await settle("elsewhere");
  expect(await jobs()).toEqual([{ key: "r", kind: "discover", leased: true, rerun: true }]);
  await answer([sleep("s")]);
  expect(await jobs()).toEqual([
    { key: "r", kind: "discover", leased: false, rerun: false },
    { key: "r:s", kind: "sleep", leased: false, rerun: false },
  ]);
});

it("does not wait again for a step that settled while the call that reports it was under way", async () => {
  const { settle, answer, jobs } = await runUnderWay();
  await settle("s");
  await answer([sleep("s"), { id: "p", op: "StepPlanned" }]);
  expect(await jobs()).toEqual([
    { key: "r", kind: "discover", leased: false, rerun: false },
    { key: "r:p", kind: "step", leased: false, rerun: false },
  ]);
});

it("plans each step once, however often it is reported", async () => {
  const { database, settle, answer, jobs } = await runUnderWay();
  const both: Operation[] = [
    { id: "p", op: "StepPlanned" },
    { id: "q", op: "StepPlanned" },
  ];
  await answer(both);
  await database.query("update workflow.job set attempt = 3 where key = 'r:p'");
  await settle("q");
  // One of two parallel steps is open, so nothing is to be discovered yet.
  expect(await jobs()).toEqual([{ key: "r:p", kind: "step", leased: false, rerun: false }]);
  expect(await database.query("select attempt from workflow.job")).toEqual([{ attempt: 3 }]);
  await settle("p");
  expect(await jobs()).toEqual([{ key: "r", kind: "discover", leased: false, rerun: false }]);
});

it("keeps the first result of a step", async () => {
  const { database, settle, answer } = await runUnderWay();
  await settle("s");
  await answer([{ id: "s", op: "StepRun", data: "late" }]);
  expect(await database.query("select step_id, result from workflow.step")).toEqual([
    { step_id: "s", result: { data: 1 } },
  ]);
});
