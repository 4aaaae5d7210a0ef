import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: {
    kilobytes: 190,
    why: "what it proposes is a change of a pillar that declares it, and it loads what all of these declare",
  },
});
