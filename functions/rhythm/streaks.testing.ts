import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, person) =>
    made(life, "insert into streaks (user_id, kind) values ($1, 'focus') returning id", [person.userId]),
});
