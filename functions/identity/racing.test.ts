/** Races of requests, on separate connections, so that they really overlap. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { accessGrants } from "#core/identity/access.sql";
import { HouseholdJoined } from "#core/identity/events";
import { provision } from "#core/identity/provision";
import * as Grants from "#functions/identity/grants";
import * as Invites from "#functions/identity/invites";
import * as Members from "#functions/identity/members";
import * as Tasks from "#functions/work/tasks";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

it("an invite that is accepted eight times at once adds one membership", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const params = { householdId: anna.householdId };
  const [{ email }] = (await life.database.query("select email from users where id = $1", [ben.userId])) as [
    { email: string },
  ];
  const { token } = (await life.call(Invites.create, { as: anna, params, body: { email } })).body;
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => life.call(Invites.accept, { as: ben, body: { token } })),
  );
  expect(answers.map(({ status, body }) => [status, body.id])).toEqual(Array(8).fill([200, anna.householdId]));
  expect((await life.call(Members.list, { as: ben, params })).body.data).toHaveLength(2);
  expect(life.events(HouseholdJoined)).toHaveLength(1);
});

it.each(["the grant", "the sign-in"])(
  "a grant to an address and the first sign-in with it find each other: %s is first",
  async (first) => {
    const anna = await life.user("anna");
    const entityId = (await life.call(Tasks.create, { as: anna, body: { title: "Mow" } })).body.id as string;
    const email = `${anna.userId}@example.com`;
    const body = { entityType: "task", entityId, role: "viewer", email };
    let second: Promise<unknown> | undefined;
    await life.database.transaction(async (tx) => {
      if (first === "the grant") {
        await tx.query(
          "insert into access_grants (entity_type, entity_id, grantor_id, email) values ('task', $1, $2, $3)",
          [entityId, anna.userId, email],
        );
        second = provision(speakAsService("webhook").ctx, { subject: email, email });
      } else {
        await tx.query("insert into users (auth_subject, email) values ($1, $2)", [email, email]);
        second = life.call(Grants.create, { as: anna, body });
      }
      await eventually(async () => {
        const waiting = await life.database.query(
          "select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'",
        );
        expect(waiting).toHaveLength(1);
      });
    });
    await second;
    expect(await life.count(accessGrants, `email = '${email}' and grantee_id is not null`)).toBe(1);
  },
);

it("of four admins who leave at once one stays", async () => {
  const admins = [await life.user("a"), await life.user("b"), await life.user("c"), await life.user("d")];
  const params = { householdId: admins[0]!.householdId };
  for (const { userId } of admins.slice(1))
    await life.database.query("insert into household_members (household_id, user_id, role) values ($1, $2, 'admin')", [
      params.householdId,
      userId,
    ]);
  const answers = await Promise.all(admins.map((as) => life.call(Members.leave, { as, params })));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 204, 409]);
  const left = admins[answers.findIndex(({ status }) => status === 409)]!;
  expect((await life.call(Members.list, { as: left, params })).body.data).toMatchObject([{ userId: left.userId }]);
});
