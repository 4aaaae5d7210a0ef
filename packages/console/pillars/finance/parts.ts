/** The parts of a transaction while they are put together. */

export interface Part {
  /** Tells it apart from the others while it has no id. */
  key: string;
  budgetCategoryId: string | null;
  /** As it is typed: above zero in the direction of the transaction. */
  cents: number | undefined;
  note: string;
}

/** −1 where the transaction spends, so that nobody types a sign. */
export const signOf = ({ amountCents }: { amountCents: number }): 1 | -1 => (amountCents < 0 ? -1 : 1);

/** What no part has yet, in the direction of the transaction; below zero when they come to too much. */
export const remainingOf = (transaction: { amountCents: number }, parts: readonly Part[]): number =>
  Math.abs(transaction.amountCents) - parts.reduce((sum, { cents }) => sum + (cents ?? 0), 0);

/** As the API takes them. */
export const sentParts = (transaction: { amountCents: number }, parts: readonly Part[]) =>
  parts.map(({ budgetCategoryId, cents, note }) => ({
    budgetCategoryId,
    // -0 is 0.
    amountCents: (cents ?? 0) * signOf(transaction) + 0,
    note: note.trim() || null,
  }));

interface Split {
  id: string;
  budgetCategoryId: string | null;
  amountCents: number;
  note: string | null;
}

export const partsOf = (transaction: { amountCents: number; splits: readonly Split[] }): Part[] =>
  transaction.splits.map(({ id, budgetCategoryId, amountCents, note }) => ({
    key: id,
    budgetCategoryId,
    cents: amountCents * signOf(transaction) + 0,
    note: note ?? "",
  }));
