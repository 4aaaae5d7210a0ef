import { accounts } from "#core/finance/accounts.sql";
import { AccountEvents } from "#core/finance/events";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/finance/accounts", accounts, {
  write: ["householdId", "name", "institution", "type", "balanceCents", "currency", "isClosed"],
  filter: ["type", "currency", "isClosed", "householdId", "connectionId"],
  sort: ["name", "balanceCents"],
  emits: AccountEvents,
  example: { name: "Everyday", institution: "First Bank", type: "checking", balanceCents: 125000, currency: "USD" },
});
