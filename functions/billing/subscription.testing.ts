import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    get: { flights: { most: 2, why: "whether plans can be bought is a setting, which is read once a minute" } },
  },
});
