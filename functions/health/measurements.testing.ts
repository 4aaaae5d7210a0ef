import { knownToTests } from "#testing/known";

const fat = { date: "2026-03-10", type: "body_fat_pct", value: 20, unit: "%" };
const weight = { ...fat, type: "weight", value: 120, unit: "kg" };

export default knownToTests({
  goTogether: [
    { row: fat, patch: { value: 101 }, becomes: "#/value" },
    { row: weight, patch: { type: "body_fat_pct" }, becomes: "#/value" },
    { row: weight, patch: { type: "waist" }, becomes: "#/unit" },
    { row: weight, patch: { type: "waist", unit: "cm" }, becomes: { type: "waist", unit: "cm" } },
  ],
});
