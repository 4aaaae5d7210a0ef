import { derivedId } from "#kit/ids";

/** The id of the task that a bill is until it is paid. */
export const taskOfBill = (billId: string): string => derivedId(billId.toLowerCase(), "task of bill");
