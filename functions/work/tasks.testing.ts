import type { Harness, Person } from "#testing/harness";
import { type GoTogether, knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 162, why: "it reads rules of recurrence besides, and does many things at once" },
  outOfReach: { tasks_due_check: "the day follows the time" },
  goTogether: goTogether(),
  operations: {
    reopen: { before: "complete" },
    answer: {
      before: (life, { taskId }) =>
        life.database.query("update tasks set status = 'needing_input' where id = $1", [taskId]),
    },
    batch: {
      flights: {
        most: 89,
        why: "one that refuses nothing takes two; each of the up to ten operations that only the database can refuse is found by halving the batch, in at most seven, and the others are tried again",
      },
      everyId: oneOfEachKind,
    },
    bulk: {
      flights: { most: 3, why: "it looks for a slice, changes it, and looks whether there is another" },
      everyId: () => ({ op: "update", task: { priority: "high" } }),
    },
  },
});

/** The pairs of fields of a task that depend on each other: times and coordinates. */
function goTogether(): GoTogether[] {
  const [morning, noon, later] = ["2026-03-10T08:00:00.000Z", "2026-03-10T12:00:00.000Z", "2026-03-12T08:00:00.000Z"];
  const task = { title: "Call" };
  const timed = { ...task, scheduledStart: morning, scheduledEnd: noon };
  const unplanned = { scheduledStart: null, scheduledEnd: null };
  const due = { ...task, dueAt: morning };
  const dueOnDay = { ...task, dueDate: "2026-03-10" };
  const placed = { ...task, latitude: 52.5, longitude: 13.4 };
  const nowhere = { latitude: null, longitude: null };
  return [
    { row: timed, patch: { scheduledDate: null }, becomes: { scheduledDate: null, ...unplanned } },
    { row: timed, patch: { scheduledStart: null }, becomes: { scheduledDate: "2026-03-10", ...unplanned } },
    { row: timed, patch: { scheduledEnd: null }, becomes: { scheduledStart: morning, scheduledEnd: null } },
    { row: timed, patch: { scheduledStart: later }, becomes: "#/scheduledEnd" },
    { row: timed, patch: { scheduledStart: null, scheduledEnd: noon }, becomes: "#/scheduledEnd" },
    { row: timed, patch: { scheduledDate: null, scheduledEnd: noon }, becomes: "#/scheduledEnd" },
    {
      row: timed,
      patch: { scheduledDate: "2026-03-12" },
      becomes: { scheduledStart: later, scheduledEnd: "2026-03-12T12:00:00.000Z" },
    },
    { row: { ...task, scheduledDate: "2026-03-10" }, patch: { scheduledEnd: noon }, becomes: "#/scheduledEnd" },
    { row: task, patch: { scheduledEnd: noon }, becomes: "#/scheduledEnd" },
    { row: due, patch: { dueDate: null }, becomes: { dueDate: null, dueAt: null } },
    { row: due, patch: { dueAt: null }, becomes: { dueDate: "2026-03-10", dueAt: null } },
    { row: due, patch: { dueDate: "2026-03-12" }, becomes: { dueDate: "2026-03-12", dueAt: later } },
    { row: dueOnDay, patch: { dueDate: "2026-03-12" }, becomes: { dueDate: "2026-03-12", dueAt: null } },
    { row: dueOnDay, patch: { dueAt: later }, becomes: { dueDate: "2026-03-12", dueAt: later } },
    { row: placed, patch: { latitude: null }, becomes: "#/latitude" },
    { row: placed, patch: nowhere, becomes: nowhere },
  ];
}

/** A batch with each kind of operation, because each of them takes ids. */
function oneOfEachKind({ taskId }: Record<string, string>): object {
  const times = { scheduledStart: "2026-03-04T09:00:00Z", scheduledEnd: "2026-03-04T10:00:00Z" };
  return {
    operations: [
      { op: "create", task: { title: "New" } },
      { op: "update", taskId, task: { title: "Changed" } },
      { op: "complete", taskId },
      { op: "reopen", taskId },
      { op: "schedule", taskId, ...times },
      { op: "remove", taskId },
    ],
  };
}

export const anotherTask = (life: Harness, { userId }: Person): Promise<string> =>
  made(life, "insert into tasks (user_id, title) values ($1, 'Another') returning id", [userId]);
