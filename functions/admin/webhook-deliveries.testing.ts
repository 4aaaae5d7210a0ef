import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life) =>
    made(
      life,
      "insert into webhook_deliveries (provider, delivery_id, signature_ok, attempts) values ('email', $1, true, 1) returning id",
      [randomUUID()],
    ),
  bundle: {
    kilobytes: 198,
    why: "it takes mail apart far enough to know whose it is, and asks Stripe about subscriptions",
  },
  operations: {
    replay: {
      cannotSucceed: { status: 409, why: "the message of a delivery that was made by hand is nowhere" },
      flights: { most: 4, why: "the message is taken in between reading the delivery and answering it" },
    },
  },
});
