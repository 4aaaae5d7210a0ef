import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: {
    kilobytes: 147,
    why: "it compares names in the scripts of the world, and walks through what is around one",
  },
  deletedForGood: "it is found anew in what it was found in, once its name is not ignored any more",
  operations: {
    list: { flights: { most: 2, why: "its links are counted once it is known of which rows there are any" } },
    neighbours: {
      unpaged: { has: ["limit"], why: "a graph of more than 200 nodes is no use to anybody; each can be walked to" },
    },
    remove: { flights: { most: 2, why: "its names are read before it goes, since they are remembered" } },
  },
});
