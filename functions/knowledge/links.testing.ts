import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

/** Two rows of a person that can be linked. */
const two = async (life: Parameters<typeof made>[0], userId: string) =>
  Promise.all(
    ["a", "b"].map((name) =>
      made(
        life,
        "insert into entities (user_id, kind, name, normalized_name) values ($1, 'topic', $2, $2) returning id",
        [userId, `${name} ${randomUUID()}`],
      ),
    ),
  );

export default knownToTests({
  deletedForGood: "whoever wants it again draws it again",
  names: { fromId: "entities", toId: "entities" },
  operations: {
    list: {
      flights: { most: 2, why: "the links are read once it is known to which kinds of rows there are any" },
      cannotSucceed: {
        status: 404,
        why: "it is of any row, and an example has none: functions/knowledge/linking.test.ts",
      },
    },
    create: {
      body: async (life, { userId }) => {
        const [fromId, toId] = await two(life, userId);
        return { fromType: "entity", fromId, toType: "entity", toId };
      },
    },
  },
});
