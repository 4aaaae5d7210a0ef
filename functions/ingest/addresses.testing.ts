import { knownToTests } from "#testing/known";

export default knownToTests({ deletedForGood: "an address is retired and never given to anybody again" });
