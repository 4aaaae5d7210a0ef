import { knownToTests } from "#testing/known";

export default knownToTests({
  goTogether: [
    { row: { name: "Milk", latitude: 52.5, longitude: 13.4 }, patch: { longitude: null }, becomes: "#/longitude" },
  ],
});
