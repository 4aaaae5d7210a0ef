/**
 * A program for tests that prints which of the project's modules are loaded when: by a start, by a request that needs no account,
 * and by one that needs one. Its clock stands still, so that no schedule is due.
 */
import { registerHooks } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../../..");
const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    if (url.startsWith("file:")) loaded.push(path.relative(root, new URL(url).pathname));
    return next(url, context);
  },
});

const { startCloud } = await import("#local/cloud");
const steps: string[] = [];
const cloud = await startCloud({
  dataDir: process.argv[2]!,
  port: 0,
  now: () => new Date("2026-03-02T12:00:00Z"),
  log: () => {},
  progress: (step) => steps.push(step),
});
// Work that is due at the very first start has finished.
await cloud.settled();
const atStart = loaded.splice(0);
await fetch(`${cloud.url}/v1/platform/health`);
const byHealth = loaded.splice(0);
const authorization = `Bearer ${await cloud.issuer.token({ sub: "anna", email: "anna@example.com" })}`;
const tasks = await fetch(`${cloud.url}/v1/work/tasks`, { headers: { authorization } });
const byTasks = loaded.splice(0);
await cloud.stop();
console.log(JSON.stringify({ atStart, byHealth, byTasks, status: tasks.status, steps }));
process.exit();
