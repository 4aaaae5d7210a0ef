import { knownToTests } from "#testing/known";

export default knownToTests({
  goTogether: [{ row: { name: "Packing" }, patch: { longitude: 13.4 }, becomes: "#/longitude" }],
});
