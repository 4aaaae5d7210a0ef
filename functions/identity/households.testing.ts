import { knownToTests } from "#testing/known";

export default knownToTests({ deletedForGood: "what belonged to it went with it" });
