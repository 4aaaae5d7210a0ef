import { knownToTests, made } from "#testing/known";

const names = { most: 2, why: "the names of both contacts are read when it is known whose" };

export default knownToTests({
  names: { otherId: "contacts", importId: "import_jobs" },
  row: async (life, { userId }) => {
    const contact = () =>
      made(life, "insert into contacts (user_id, name) values ($1, 'Grace Hopper') returning id", [userId]);
    return made(
      life,
      `insert into contact_duplicates (user_id, contact_id, other_id, score, reasons) values ($1, $2, $3, 0.9, '["same_name"]') returning id`,
      [userId, await contact(), await contact()],
    );
  },
  operations: { list: { flights: names }, reopen: { before: "dismiss" } },
});
