import { create as createAccount } from "#functions/finance/accounts";
import { create as createTransaction } from "#functions/finance/transactions";
import type { Harness, Person } from "#testing/harness";
import { knownToTests, made } from "#testing/known";

/** Two transactions of a person that may be a transfer, and the proposal of it. */
async function proposed(life: Harness, as: Person): Promise<string> {
  const booked = async (amountCents: number) => {
    const { body: account } = await life.call(createAccount, { as, body: { name: "Everyday", currency: "EUR" } });
    const body = { accountId: account.id, date: "2026-03-02", amountCents };
    return (await life.call(createTransaction, { as, body })).body.id;
  };
  return made(life, "insert into transfer_proposals (outflow_id, inflow_id) values ($1, $2) returning id", [
    await booked(-500),
    await booked(500),
  ]);
}

export default knownToTests({ row: proposed });
