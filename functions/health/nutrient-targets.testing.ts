import { knownToTests } from "#testing/known";

const row = { nutrient: "proteinG", least: 90, most: 160 };

export default knownToTests({
  goTogether: [
    { row, patch: { most: 80 }, becomes: "#/most" },
    { row, patch: { least: 100, most: null }, becomes: { least: 100, most: null } },
  ],
});
