import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    list: {
      flights: { most: 2, why: "the links are read once it is known from which kinds of rows there are any" },
      cannotSucceed: {
        status: 404,
        why: "it is of any row, and an example has none: functions/knowledge/linking.test.ts",
      },
    },
  },
});
