/** A member whom two people remove at the same moment. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as Members from "#functions/identity/members";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { GONE, people, secondTo } from "#testing/lost-races";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

it("removing a member who is removed at the same moment", async () => {
  const { anna, ben } = await people(life);
  const other = await life.user("other");
  await life.join(anna, other);
  await life.database.query("update household_members set role = 'admin' where household_id = $1", [anna.householdId]);
  const [{ id }] = (await life.database.query<{ id: string }>(
    "select id from household_members where household_id = $1 and user_id = $2",
    [anna.householdId, other.userId],
  )) as [{ id: string }];
  const params = { householdId: anna.householdId, memberId: id };
  const answer = await secondTo(life, "delete from household_members where id = $1", id, () =>
    life.call(Members.remove, { as: ben, params }),
  );
  expect([answer.status, answer.body.detail]).toEqual(GONE);
});
