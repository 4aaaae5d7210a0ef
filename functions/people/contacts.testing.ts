import { knownToTests, made } from "#testing/known";

export default knownToTests({
  names: { otherId: "contacts" },
  bundle: { kilobytes: 152, why: "it merges two field by field, and writes vCards and tables" },
  operations: {
    update: {
      flights: {
        most: 2,
        why: "addresses and numbers are hashed for the owner, who is not the caller where a contact was granted",
      },
    },
    merge: {
      body: async (life, { userId }) => ({
        otherId: await made(life, "insert into contacts (user_id, name) values ($1, 'Grace') returning id", [userId]),
      }),
    },
  },
});
