import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { remove } from "#core/identity/connection-removal";
import { accessTokenOf } from "#core/identity/connection-tokens";
import * as Connections from "#core/identity/connections";
import { connections } from "#core/identity/connections.sql";
import { ConnectionReauthRequired } from "#core/identity/events";
import { notifications } from "#core/platform/notifications.sql";
import { announceReauth } from "#functions/identity/consumers";
import { open } from "#kit/secret";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type OAuthStandIn, oauthStandIn } from "#testing/oauth-provider";

const NOON = "2026-03-02T12:00:00.000Z";
/** The tokens of an hour have a minute left. */
const LATER = "2026-03-02T12:59:00.000Z";

let life: Harness;
let google: OAuthStandIn;

beforeAll(async () => {
  google = await oauthStandIn();
  life = await harness(await serverDb(), { config: google.config, network: google.network });
});
beforeEach(() => {
  google.requests.length = 0;
  google.failing = undefined;
  google.before = async () => {};
  life.setNow(NOON);
});
afterAll(async () => {
  await life.close();
  await google[Symbol.asyncDispose]();
});

async function connected(account: string): Promise<{ anna: Person; id: string }> {
  const anna = await life.user("anna");
  const ctx = life.as(anna);
  const { state = "", url = "" } = await Connections.authorize(ctx, { provider: "google_calendar" });
  const { id } = await Connections.complete(ctx, { state, code: google.agree(url, account) });
  google.requests.length = 0;
  return { anna, id };
}
const rowOf = async (id: string) => {
  const [row] = await life.database.query<Record<string, string | null>>(
    "select status, encode(refresh_token, 'base64') as refresh, token_expires_at::text, refreshing_until::text from connections where id = $1",
    [id],
  );
  return row!;
};
const refreshTokenOf = async (id: string) =>
  open((await rowOf(id)).refresh!.replaceAll("\n", ""), connections, "refreshToken", id);
const refreshes = () => google.requests.filter(({ form }) => form.grant_type === "refresh_token").length;
const outcome = (promise: Promise<string>) => promise.catch((error: { code: string }) => error.code);

describe("an access token", () => {
  it("is taken as it is while it lasts for more than a minute", async () => {
    const { anna, id } = await connected("lasts@gmail.test");
    const token = await accessTokenOf(life.as(anna), id);
    life.setNow("2026-03-02T12:58:58.000Z");
    expect(await accessTokenOf(life.as(anna), id)).toBe(token);
    expect(google.requests).toEqual([]);
  });

  it("is refreshed once for 50 who need it at once, and all of them get it", async () => {
    const { anna, id } = await connected("racing@gmail.test");
    const old = await accessTokenOf(life.as(anna), id);
    life.setNow(LATER);
    // The provider answers when most others have long looked.
    let release = () => {};
    const looked = new Promise<void>((resolve) => {
      release = resolve;
    });
    google.before = () => looked;
    const all = Array.from({ length: 50 }, () => accessTokenOf(life.as(anna), id));
    while (refreshes() === 0) await life.database.query("select 1");
    release();
    const tokens = new Set(await Promise.all(all));
    expect(tokens.size).toBe(1);
    expect(tokens).not.toContain(old);
    expect(refreshes()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ status: "active", refreshing_until: null });
  });

  it("is refreshed with the first refresh token again, since no other comes", async () => {
    const { anna, id } = await connected("keeps@gmail.test");
    const first = await refreshTokenOf(id);
    life.setNow(LATER);
    await accessTokenOf(life.as(anna), id);
    expect(await refreshTokenOf(id)).toBe(first);
    life.setNow("2026-03-02T13:59:00.000Z");
    await accessTokenOf(life.as(anna), id);
    expect(google.requests.map(({ form }) => form.refresh_token)).toEqual([first, first]);
  });

  it("that the provider has just refused is replaced once for all who were refused", async () => {
    const { anna, id } = await connected("refused@gmail.test");
    const old = await accessTokenOf(life.as(anna), id);
    const tokens = await Promise.all(Array.from({ length: 10 }, () => accessTokenOf(life.as(anna), id, old)));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(old);
    expect(refreshes()).toBe(1);
  });

  it("is its owner's alone", async () => {
    const { id } = await connected("own@gmail.test");
    const eve = await life.user("eve");
    expect(await outcome(accessTokenOf(life.as(eve), id))).toBe("not_found");
  });
});

describe("a refresh", () => {
  it("whose process died is taken over when its lease has ended", async () => {
    const { anna, id } = await connected("died@gmail.test");
    life.setNow(LATER);
    await life.database.query("update connections set refreshing_until = $2 where id = $1", [
      id,
      "2026-03-02T12:59:30.000Z",
    ]);
    const waiting = accessTokenOf(life.as(anna), id);
    expect(refreshes()).toBe(0);
    life.setNow("2026-03-02T12:59:30.000Z");
    expect(await waiting).toMatch(/^ya29/);
    expect(refreshes()).toBe(1);
  });

  it("that comes back after its lease has ended changes nothing", async () => {
    const { anna, id } = await connected("slow@gmail.test");
    life.setNow(LATER);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    google.before = () => held;
    const slow = accessTokenOf(life.as(anna), id);
    while (refreshes() === 0) await life.database.query("select 1");
    google.before = async () => {};
    life.setNow("2026-03-02T12:59:30.000Z");
    const quick = await accessTokenOf(life.as(anna), id);
    release();
    expect(await slow).not.toBe(quick);
    expect(await accessTokenOf(life.as(anna), id)).toBe(quick);
    expect(refreshes()).toBe(2);
  });

  it("that fails otherwise leaves everything as it was", async () => {
    const { anna, id } = await connected("down@gmail.test");
    life.setNow(LATER);
    google.failing = (response) => response.writeHead(503).end();
    expect(await outcome(accessTokenOf(life.as(anna), id))).toBe("unavailable");
    google.failing = (response) => response.writeHead(401).end('{"error":"invalid_client"}');
    life.setNow("2026-03-02T13:05:00.000Z");
    expect(await outcome(accessTokenOf(life.as(anna), id))).toBe("unavailable");
    google.failing = undefined;
    expect(await accessTokenOf(life.as(anna), id)).toMatch(/^ya29/);
    expect((await rowOf(id)).status).toBe("active");
  });
});

describe("a connection that is removed while its token is refreshed", () => {
  it("is gone, with both tokens, and whoever waits is told", async () => {
    const { anna, id } = await connected("removed@gmail.test");
    life.setNow(LATER);
    let removed: Promise<unknown> | undefined;
    google.before = async () => {
      // The provider is asked for the new token, and has not answered yet.
      google.before = async () => {};
      removed = remove(life.as(anna), id, undefined);
      await removed;
    };
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => outcome(accessTokenOf(life.as(anna), id))));
    await removed;
    for (const one of outcomes) expect(["not_found", "reauth_needed"]).toContain(one);
    expect(await life.count(connections, `id = '${id}'`)).toBe(0);
  });
});

describe("a person who has withdrawn what they allowed", () => {
  it("is told once, and the provider is not asked again", async () => {
    const { anna, id } = await connected("withdrawn@gmail.test");
    google.withdraw("withdrawn@gmail.test");
    life.setNow(LATER);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(accessTokenOf(life.as(anna), id))));
    expect(new Set(outcomes)).toEqual(new Set(["reauth_needed"]));
    expect(refreshes()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ status: "needs_reauth", refreshing_until: null });
    const ended = life.events(ConnectionReauthRequired).filter(({ data }) => data.entityId === id);
    expect(ended).toHaveLength(1);
    expect(ended[0]).toMatchObject({ subject: anna.userId, data: { payload: { provider: "google_calendar" } } });
    for (let n = 0; n < 2; n++) expect(await life.deliver(announceReauth, ended)).toEqual([]);
    const told = `user_id = '${anna.userId}' and kind = 'connection_reauth'`;
    expect(await life.count(notifications, told)).toBe(1);

    expect(await outcome(accessTokenOf(life.as(anna), id))).toBe("reauth_needed");
    expect(refreshes()).toBe(1);
  });

  it("connects again, and is told again if that ends too", async () => {
    const { anna, id } = await connected("again@gmail.test");
    google.withdraw("again@gmail.test");
    life.setNow(LATER);
    await outcome(accessTokenOf(life.as(anna), id));
    const { state = "", url = "" } = await Connections.authorize(life.as(anna), { provider: "google_calendar" });
    const again = await Connections.complete(life.as(anna), { state, code: google.agree(url, "again@gmail.test") });
    expect(again).toMatchObject({ id, status: "active" });
    expect(await accessTokenOf(life.as(anna), id)).toMatch(/^ya29/);
    google.withdraw("again@gmail.test");
    life.setNow("2026-03-02T14:30:00.000Z");
    await outcome(accessTokenOf(life.as(anna), id));
    const ended = life.events(ConnectionReauthRequired).filter(({ data }) => data.entityId === id);
    expect(ended).toHaveLength(2);
  });

  it("of a token without a refresh token is asked to connect again when it ends", async () => {
    const { anna, id } = await connected("norefresh@gmail.test");
    await life.database.query("update connections set refresh_token = null where id = $1", [id]);
    life.setNow(LATER);
    const outcomes = await Promise.all([1, 2, 3].map(() => outcome(accessTokenOf(life.as(anna), id))));
    expect(outcomes).toEqual(["reauth_needed", "reauth_needed", "reauth_needed"]);
    expect(google.requests).toEqual([]);
    expect(life.events(ConnectionReauthRequired).filter(({ data }) => data.entityId === id)).toHaveLength(1);
  });
});
