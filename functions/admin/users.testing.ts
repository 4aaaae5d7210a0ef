import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life) =>
    made(life, "insert into users (auth_subject, email, name) values ($1, $2, 'Somebody') returning id", [
      `test|${randomUUID()}`,
      `${randomUUID()}@example.com`,
    ]),
});
