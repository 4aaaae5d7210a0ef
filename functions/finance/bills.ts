import { BillCancelled, BillDetected, BillPaid } from "#core/finance/events";
import { bills } from "#core/finance/recurring.sql";
import { crud } from "#kit/crud";

export const { list, get } = crud("/v1/finance/bills", bills, {
  write: [],
  filter: ["status", "dueOn", "recurringTransactionId", "vendorId"],
  sort: ["dueOn"],
  emits: { created: BillDetected, updated: BillPaid, deleted: BillCancelled },
});
