import { knownToTests, made } from "#testing/known";

const row = { nutrient: "proteinG", least: 90, most: 160 };

export default knownToTests({
  goTogether: [
    { row, patch: { most: 80 }, becomes: "#/most" },
    { row, patch: { least: 100, most: null }, becomes: { least: 100, most: null } },
  ],
  operations: {
    create: {
      // There is one of a nutrient for each dependent.
      body: async (life, { userId }) => ({
        dependentId: await made(life, "insert into dependents (user_id, name) values ($1, 'Kim') returning id", [
          userId,
        ]),
      }),
    },
  },
});
