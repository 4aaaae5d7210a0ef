import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    list: { flights: { most: 2, why: "the links are read once it is known from which kinds of rows there are any" } },
  },
});
