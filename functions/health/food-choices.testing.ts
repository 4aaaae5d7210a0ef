import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 450, why: "it has the table of 1,500 foods, and the units of all kitchens" },
  operations: {
    list: { unpaged: { has: ["nextCursor"], why: "there are 1,000 at most, and each is a line" } },
  },
  row: (life, { userId }) =>
    made(
      life,
      "insert into food_choices (user_id, name, name_key, food_id) values ($1, 'Oat milk', uuidv7()::text, '01079') returning id",
      [userId],
    ),
});
