/** Who may report, and what comes of it. `npm run prove -- plaid-forged` tries 100,000 that are forged or altered. */
import { createHmac, randomBytes } from "node:crypto";
import { exportJWK } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { BankSyncRequested } from "#core/finance/events";
import type { PlaidReport } from "#core/finance/plaid/plaid.fixture";
import { receiveAgain } from "#core/finance/plaid/webhook";
import { type Banking, banking } from "#functions/finance/plaid.fixture";
import { receive } from "#functions/ingest/plaid";
import { testDb } from "#testing/database";
import { randomFrom } from "#testing/random";
import { isWhole, SEED } from "#testing/sampled";

let life: Banking;
beforeAll(async () => {
  life = await banking(await testDb());
});
afterAll(() => life.close());

const linked = async () => {
  const person = await life.user("anna");
  const { item, publicToken } = life.plaid.link();
  const { connectionId } = await life.connect(person, publicToken);
  life.plaid.book(item);
  return { person, item, connectionId, report: life.plaid.reports.at(-1)! };
};
const askedFor = () => life.events(BankSyncRequested).length;
const post = (body: string, header: string) =>
  life.call(receive, { body, headers: { "content-type": "application/json", "plaid-verification": header } });
const seconds = () => Math.floor(life.now().getTime() / 1_000);

describe("a report of Plaid's", () => {
  it("asks for the synchronisation of the item that it names, and of no other", async () => {
    const [one, other] = [await linked(), await linked()];
    await life.syncAsked();
    for (const { item } of [one, other]) life.plaid.book(item, { amount: 99 });
    const before = askedFor();
    expect(await life.report(one.report)).toMatchObject({ status: 202, body: { accepted: true } });
    const asked = life.events(BankSyncRequested).slice(before);
    expect(asked.map(({ subject, data }) => [subject, data.entityId])).toEqual([[one.person.userId, one.connectionId]]);
    await life.syncAsked();
    const rowsOf = ({ person }: { person: { userId: string } }) =>
      life.database.query("select id from transactions where user_id = $1", [person.userId]);
    expect([await rowsOf(one), await rowsOf(other)].map((rows) => rows.length)).toEqual([2, 1]);
  });

  it("of an item that nobody has is answered alike", async () => {
    const { report } = await linked();
    const before = askedFor();
    const known = await life.report({ ...report, webhook_code: "DEFAULT_UPDATE" });
    const unknown = await life.report({ ...report, item_id: "item-of-nobody" });
    expect(unknown).toEqual({ ...known, headers: expect.anything() });
    expect(askedFor()).toBe(before);
  });

  it("counts once with one signature, and may be taken again by an administrator", async () => {
    const { report, connectionId } = await linked();
    const body = JSON.stringify(report);
    const header = await life.plaid.sign(body, life.now());
    const before = askedFor();
    for (let n = 0; n < 3; n++) expect((await post(body, header)).status).toBe(202);
    expect(askedFor()).toBe(before + 1);
    const [kept] = await life.database.query<{ id: string; payload: Record<string, unknown> }>(
      "select id, payload from webhook_deliveries where provider = 'plaid' and payload->>'itemId' = $1",
      [report.item_id],
    );
    const service = speakAsService("webhook");
    expect(await receiveAgain(service.ctx, kept!)).toBe(true);
    await service.published();
    expect(life.events(BankSyncRequested).at(-1)!.data.entityId).toBe(connectionId);
  });

  it("is taken as its bytes are", async () => {
    const { report } = await linked();
    const [spaced, dense] = [JSON.stringify(report, null, 2), JSON.stringify(report)];
    const header = await life.plaid.sign(spaced, life.now());
    expect((await post(dense, header)).status).toBe(401);
    expect((await post(spaced, header)).status).toBe(202);
  });

  it.each([
    ["five minutes ago", -300, 202],
    ["longer ago", -301, 401],
    ["in the future", 1, 401],
  ])("signed %s is answered as it should be", async (_, offset, status) => {
    const { report } = await linked();
    const body = JSON.stringify(report);
    const header = await life.plaid.sign(body, life.now(), { iat: seconds() + offset });
    expect((await post(body, header)).status).toBe(status);
  });

  it("signed with a new key is taken, and with one that has ended no longer", async () => {
    const { report } = await linked();
    const body = JSON.stringify(report);
    const old = life.plaid.keys.at(-1)!;
    expect((await life.report(report)).status).toBe(202);
    await life.plaid.rotate();
    expect((await life.report(report)).status).toBe(202);
    old.expiredAt = seconds() + 600;
    // What is known of a key is asked again after an hour.
    life.later(3_600_001);
    expect((await post(body, await life.plaid.sign(body, life.now(), {}, old))).status).toBe(401);
    expect((await life.report(report)).status).toBe(202);
  });

  it("is asked to come again when its key cannot be had, and asks for no more keys than a few", async () => {
    const { report } = await linked();
    await life.plaid.rotate();
    life.plaid.fault = () => 500;
    expect((await life.report(report)).status).toBe(503);
    life.plaid.fault = () => undefined;
    life.later(120_000);
    const body = JSON.stringify(report);
    const before = life.plaid.requests.length;
    const answers = new Set<number>();
    for (let n = 0; n < 60; n++) {
      const key = { ...life.plaid.keys.at(-1)!, kid: `unknown-${n}` };
      answers.add((await post(body, await life.plaid.sign(body, life.now(), {}, key))).status);
    }
    expect(answers).toEqual(new Set([401, 503]));
    expect(life.plaid.requests.length - before).toBeLessThanOrEqual(20);
    life.later(120_000);
    expect((await life.report(report)).status).toBe(202);
  });

  it("that is no JSON, or no report, changes nothing", async () => {
    const before = askedFor();
    for (const body of ["no json", "[]", "null", '{"item_id": 7}', JSON.stringify({ webhook_type: "ITEM" })])
      expect((await post(body, await life.plaid.sign(body, life.now()))).status).toBe(202);
    expect(askedFor()).toBe(before);
  });
});

const FORGED = isWhole("plaid-forged") ? 100_000 : 400;
it(`accepts none of ${FORGED} reports that are forged or altered`, { timeout: 3_600_000 }, async () => {
  const { report } = await linked();
  const random = randomFrom(SEED);
  const below = (n: number) => Math.floor(random() * n);
  const genuine = JSON.stringify(report, null, 2);
  const encoded = (value: object | string) =>
    Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
  const key = life.plaid.keys.at(-1)!;
  const publicKey = JSON.stringify(key.jwk);
  const stranger = await strangers();
  let header = await life.plaid.sign(genuine, life.now());
  await life.report(report);
  const before = askedFor();
  const replaced = (text: string, at: number) => {
    const other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."[below(65)]!;
    return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
  };
  const part = (n: number) => header.split(".")[n]!;
  const kinds: (() => Promise<[string, string]> | [string, string])[] = [
    () => [genuine, replaced(header, below(header.length))],
    () => [genuine, replaced(header, header.length - 1)],
    () => [genuine, header.slice(0, below(header.length))],
    () => [genuine, `${header}${"=".repeat(1 + below(3))}`],
    () => [genuine, `${part(0)}.${part(1)}.${randomBytes(64).toString("base64url")}`],
    () => [genuine, `${part(0)}.${part(1)}.`],
    () => [genuine, `${part(0)}.${part(1)}.${Buffer.alloc(64).toString("base64url")}`],
    () => [genuine, `${encoded({ alg: "none", typ: "JWT" })}.${part(1)}.`],
    () => [genuine, `${encoded({ alg: "none", kid: key.kid })}.${part(1)}.${part(2)}`],
    () => {
      // The public key as the secret of an HMAC.
      const signed = `${encoded({ alg: "HS256", kid: key.kid, typ: "JWT" })}.${part(1)}`;
      return [genuine, `${signed}.${createHmac("sha256", publicKey).update(signed).digest("base64url")}`];
    },
    async () => {
      const body = replaced(genuine, below(genuine.length));
      return [body, body === genuine ? "" : header];
    },
    async () => [genuine, await life.plaid.sign(genuine, life.now(), {}, { ...stranger, kid: key.kid })],
    async () => [genuine, await life.plaid.sign(genuine, life.now(), { iat: seconds() - 301 - below(1e6) })],
    async () => [genuine, await life.plaid.sign(genuine, life.now(), { iat: seconds() + 1 + below(1e6) })],
    async () => [genuine, await life.plaid.sign(genuine, life.now(), { iat: String(seconds()) })],
    async () => [genuine, await life.plaid.sign(genuine, life.now(), { iat: seconds() + 0.5 })],
    async () => [
      genuine,
      await life.plaid.sign(genuine, life.now(), { request_body_sha256: randomBytes(32).toString("hex") }),
    ],
    async () => [genuine, await life.plaid.sign(genuine, life.now(), { request_body_sha256: undefined })],
    async () => [genuine, await life.plaid.sign(`${genuine} `, life.now())],
  ];
  const accepted: unknown[] = [];
  for (let n = 0; n < FORGED; n++) {
    const kind = n % kinds.length;
    const [body, forged] = await kinds[kind]!();
    if (forged === header && body === genuine) continue;
    const { status } = await post(body, forged);
    // A key that is not there is asked for until too many were, and what names one then has to come again.
    const isOfOtherKey = forged.split(".")[0] !== part(0);
    if (status !== 401 && !(status === 503 && isOfOtherKey)) accepted.push([kind, status, forged, SEED]);
    if (n % 1_000 === 999) header = await life.plaid.sign(genuine, life.now());
  }
  expect(accepted).toEqual([]);
  expect(askedFor()).toBe(before);
  expect((await life.report(report as PlaidReport)).status).toBe(202);
});

async function strangers() {
  const { generateKeyPair } = await import("jose");
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  return { kid: "stranger", privateKey, jwk: { ...(await exportJWK(publicKey)) }, expiredAt: null };
}
