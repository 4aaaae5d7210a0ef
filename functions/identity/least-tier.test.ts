import { expect, it } from "vitest";
import { personOf } from "#cloud/person";
import { get as getUser } from "#functions/admin/users";
import { create } from "#functions/identity/api-keys";
import { authorizer } from "#functions/identity/authorizer";
import { get } from "#functions/identity/me";
import { testDb } from "#testing/database";
import { harness } from "#testing/harness";

it("gives everybody the tier of the configuration, and those who pay for more what they pay for", async () => {
  const life = await harness(await testDb(), { config: { DEFAULT_TIER: "pro" } });
  const people = [await life.user("anna"), await life.user("ben", { tier: "team" })];
  const shown = await Promise.all(people.map(async (as) => (await life.call(get, { as })).body.tier));
  const acting = await Promise.all(people.map(async ({ userId }) => (await personOf(userId)).tier));
  const identified = await Promise.all(
    people.map(async (as) => {
      const { body } = await life.call(create, { as, body: { name: "One", scopes: ["work:read"] } });
      const headers = { authorization: `Bearer ${body.secret}` };
      return (await authorizer({ version: "2.0", type: "REQUEST", headers })).context;
    }),
  );
  expect([shown, acting]).toEqual([
    ["pro", "team"],
    ["pro", "team"],
  ]);
  expect(identified).toMatchObject([{ tier: "pro" }, { tier: "team" }]);
  const root = await life.user("root", { role: "admin" });
  const { body } = await life.call(getUser, { as: root, params: { userId: people[0]!.userId } });
  expect(body).toMatchObject({ tier: "free", limits: { changesPerMinuteOfTier: 1_200 } });
  await life.close();
});
