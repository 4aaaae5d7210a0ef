import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, person) =>
    made(life, "insert into achievements (user_id, kind) values ($1, 'focus_sessions') returning id", [person.userId]),
});
