import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  deletedForGood: "a name that may be found again is not remembered",
  row: (life, { userId }) =>
    made(life, "insert into ignored_names (user_id, name, normalized_name) values ($1, $2, $2) returning id", [
      userId,
      randomUUID(),
    ]),
});
