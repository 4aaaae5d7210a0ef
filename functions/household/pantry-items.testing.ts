import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 178, why: "it reads the units of many languages" },
  operations: { byBarcode: { before: "create" } },
});
