import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { slow } from "#testing/slow";
import { setRole } from "./admin.ts";
import { startCloud } from "./cloud.ts";
import { backupFolder, restoreFolder } from "./folder-backup.ts";
import { DataFolderInUse, lockFolder } from "./lock.ts";
import { deliver } from "./mail-command.ts";
import { openEmbedded } from "./open-folder.ts";

const now = new Date("2026-03-02T12:00:00Z");
const log = () => {};
let parent: string;
let data: string;
let to: string;
let made: Awaited<ReturnType<typeof backupFolder>>;
beforeAll(async () => {
  parent = mkdtempSync(path.join(tmpdir(), "lifeos-backup-"));
  data = path.join(parent, "data");
  to = path.join(parent, "backups");
  const cloud = await startCloud({ dataDir: data, port: 0, log });
  const headers = {
    authorization: `Bearer ${await cloud.issuer.token({ sub: "anna", email: "anna@example.com" })}`,
    "content-type": "application/json",
  };
  await fetch(`${cloud.url}/v1/work/tasks`, { method: "POST", headers, body: '{"title":"Keep this"}' });
  await cloud.settled();
  await cloud.stop();
  made = await backupFolder({ data, to, now, log });
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

slow("comes back with the same rows, keys and rights, into a new folder", async () => {
  const { target, tables } = made;
  expect(tables["public.tasks"]?.rows).toBe(1);
  const back = path.join(parent, "back");
  expect((await restoreFolder({ from: target, data: back, log })).tables).toEqual(tables);
  const keys = (folder: string) => readFileSync(path.join(folder, "secrets.json"), "utf8");
  expect(keys(back)).toBe(keys(data));
  expect([statSync(target).mode & 0o077, statSync(path.join(back, "secrets.json")).mode & 0o077]).toEqual([0, 0]);
  const others = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (name) => lstatSync(path.join(folder, name)).mode & 0o077,
    );
  expect([others(data), others(target), others(back)]).toEqual([[], [], []]);
  const cloud = await startCloud({ dataDir: back, port: 0, log });
  expect(others(back)).toEqual([]);
  const headers = { authorization: `Bearer ${await cloud.issuer.token({ sub: "anna", email: "anna@example.com" })}` };
  const listed = await fetch(`${cloud.url}/v1/work/tasks`, { headers });
  expect(await listed.json()).toMatchObject({ data: [{ title: "Keep this" }] });
  const refused = await deliver({ url: cloud.url, secret: `whsec_${"A".repeat(32)}`, message: Buffer.from("x") });
  expect(refused).toEqual([false, expect.stringContaining("Refused with 401")]);
  const { emailWebhookSecret: secret } = JSON.parse(keys(back));
  const message = Buffer.from("From: a@b.example\r\nTo: nobody@in.lifeos.localhost\r\nSubject: Hi\r\n\r\nHello\r\n");
  expect(await deliver({ url: cloud.url, secret, message })).toEqual([false, expect.stringContaining("Not taken")]);
  const addresses = await (await fetch(`${cloud.url}/v1/ingest/addresses`, { headers })).json();
  const mine = (addresses as { data: { address: string }[] }).data[0]!.address;
  expect(await deliver({ url: cloud.url, secret, message, to: mine })).toEqual([
    true,
    expect.stringContaining("Taken"),
  ]);
  await cloud.stop();
});

slow("refuses to run beside LifeOS, into a folder that is not empty, and from what is no backup", async () => {
  const lock = await lockFolder(data);
  await expect(backupFolder({ data, to, now: new Date(0), log })).rejects.toThrow(DataFolderInUse);
  await lock.release();
  await expect(restoreFolder({ from: data, data: path.join(parent, "new"), log })).rejects.toThrow("is no backup");
  writeFileSync(path.join(parent, "file"), "");
  await expect(restoreFolder({ from: made.target, data: parent, log })).rejects.toThrow("is not empty");
  await expect(backupFolder({ data, to: path.join(data, "in"), now, log })).rejects.toThrow("must not be in");
});

slow("is found out when it was altered", async () => {
  const target = path.join(parent, "another");
  cpSync(made.target, target, { recursive: true });
  const database = await openEmbedded(target);
  await database.exec("update tasks set title = 'Another'");
  await database.close();
  const into = path.join(parent, "altered");
  await expect(restoreFolder({ from: target, data: into, log })).rejects.toThrow("not the same in");
  expect(() => statSync(path.join(into, "db"))).toThrow("ENOENT");
});

slow("makes administrators, and says what to do for an unknown person", async () => {
  const database = await openEmbedded(data);
  expect(await setRole(database, "ANNA@example.com", "admin")).toEqual([true, expect.stringContaining("is an admin")]);
  expect(await database.query("select role from users")).toEqual([{ role: "admin" }]);
  expect((await setRole(database, "anna@example.com", "user"))[0]).toBe(true);
  expect(await setRole(database, "ben@example.com", "admin")).toEqual([false, expect.stringContaining("Sign in")]);
  await database.close();
});
