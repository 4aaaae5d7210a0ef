/**
 * The local cloud that the console's tests share, with the demo life in it and the console built, in a process of its own. Says where it is,
 * `{ "url": "http://localhost:…", "mailSecret": "whsec_…" }`, and ends with its standard input.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startCloud } from "#local/cloud";
import { seedDemoLife } from "#local/seed";

const dataDir = await mkdtemp(path.join(tmpdir(), "lifeos-console-"));
const cloud = await startCloud({ dataDir, port: 0, log: () => {} });
await Promise.all([seedDemoLife(cloud), cloud.console.prepare()]);
process.stdin.resume().on("end", async () => {
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.stdout.write(`${JSON.stringify({ url: cloud.url, mailSecret: cloud.config.EMAIL_WEBHOOK_SECRET })}\n`);
