/** Ending the sessions of a person on one machine, where the gateway keeps what the authorizer said for a minute, as API Gateway does. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Cloud, startCloud } from "./cloud.ts";

let database: OpenDatabase;
let cloud: Cloud;
let aheadMs = 0;
const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-sessions-"));
beforeAll(async () => {
  database = await pgliteDb();
  const now = () => new Date(Date.now() + aheadMs);
  cloud = await startCloud({ dataDir, port: 0, database, now, log: () => {} });
});
afterAll(async () => {
  await cloud.stop();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const tokenOf = (sub: string) => cloud.issuer.token({ sub, email: `${sub}@example.com`, name: "Somebody" });
async function call(token: string, method: string, address: string) {
  const response = await fetch(`${cloud.url}/v1/${address}`, { method, headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

it("refuses the tokens of a person within a minute after their sessions were ended, and takes later ones", async () => {
  const [anna, admin] = [randomUUID(), randomUUID()];
  const [hers, theirs] = [await tokenOf(anna), await tokenOf(admin)];
  const { body: me } = await call(hers, "GET", "identity/me");
  const { body: operator } = await call(theirs, "GET", "identity/me");
  await database.database.query("update users set role = 'admin' where id = $1", [operator.id]);
  // The gateway keeps that they are no administrator.
  aheadMs += 60_000;
  expect((await call(hers, "GET", "identity/me")).status).toBe(200);
  const ended = await call(theirs, "POST", `admin/users/${me.id}/end-sessions`);
  expect(ended.status).toBe(200);
  expect(Date.parse(ended.body.effectiveBy!) - Date.parse(ended.body.tokensValidFrom!)).toBe(60_000);
  aheadMs += 60_000;
  expect(await call(hers, "GET", "identity/me")).toMatchObject({
    status: 401,
    body: { detail: expect.stringContaining("ended") },
  });
  expect((await call(theirs, "GET", "identity/me")).status).toBe(200);
  expect((await call(await tokenOf(anna), "GET", "identity/me")).body.id).toBe(me.id);
});
