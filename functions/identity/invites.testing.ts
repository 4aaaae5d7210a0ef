import { randomUUID } from "node:crypto";
import type { Harness, Person } from "#testing/harness";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  operations: {
    create: {
      flights: {
        most: 2,
        why: "it reads the household when it is refused, to tell what is not there from what may not be changed",
      },
    },
    accept: { body: async (life, person) => ({ token: await tokenFor(life, person) }) },
  },
});

/** The token of an invite for the person. */
async function tokenFor(life: Harness, { userId }: Person): Promise<string> {
  const token = randomUUID();
  const { householdId } = await life.user("host");
  await made(
    life,
    "insert into household_invites (household_id, email, token_hash, expires_at) select $1, email, encode(sha256(convert_to($2, 'UTF8')), 'hex'), now() + interval '100 years' from users where id = $3 returning id",
    [householdId, token, userId],
  );
  return token;
}
