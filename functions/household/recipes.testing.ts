import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: {
    kilobytes: 385,
    why: "it reads many languages, and the parser of recipe pages knows all of HTML's entities",
  },
  goTogether: [
    {
      row: { name: "Soup", ingredients: [{ item: "leek", qty: 2, qtyMax: 3 }] },
      patch: { ingredients: [{ item: "leek", qty: 3, qtyMax: 2 }] },
      becomes: "#/ingredients/0/qtyMax",
    },
  ],
  operations: {
    suggestions: { unpaged: { has: ["limit", "nextCursor"], why: "they are the best of what there is, best first" } },
  },
});
