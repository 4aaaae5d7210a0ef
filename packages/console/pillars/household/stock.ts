/** Changes of the stock of one pantry item. */
import { change } from "#console/data/change.ts";
import type { Answer, Body } from "#console/data/client.ts";

export type StockVerb = "consume" | "restock" | "correct";

type Booked = Answer<"household.pantry-items.consume">;
type Entry = Body<"household.pantry-items.consume"> & Body<"household.pantry-items.restock">;
interface Stocked {
  id: string;
  name: string;
  unit: string;
  qtyInStock: number;
}

/** Books it and offers to take it back; `told` says what was done. Throws what the API has against it, which the caller shows. */
export function book(item: Stocked, verb: StockVerb, told: string, entry: Entry): Promise<Booked> {
  const intent = {
    path: { pantryItemId: item.id },
    body: entry,
    row: item,
    // What another unit comes to is for the API to say.
    patch: entry.unit === item.unit ? { qtyInStock: after(item, verb, entry.quantity) } : {},
    title: item.name,
    undo: async () => takeBack(item, await booked),
    undoText: told,
    isQuiet: true,
  };
  const booked: Promise<Booked> = send();
  return booked;

  function send(): Promise<Booked> {
    const { quantity, unit } = entry;
    if (verb === "consume") return change("household.pantry-items.consume", intent);
    if (verb === "restock") return change("household.pantry-items.restock", intent);
    return change("household.pantry-items.correct", { ...intent, body: { quantity, unit } });
  }
}

const after = ({ qtyInStock }: Stocked, verb: StockVerb, quantity: number): number =>
  ({ consume: Math.max(0, qtyInStock - quantity), restock: qtyInStock + quantity, correct: quantity })[verb];

/** Any line of a booking takes all of it back. Nothing was booked where nothing changed, or where it still waits for a connection. */
async function takeBack(item: Stocked, { movements }: Partial<Booked>): Promise<void> {
  const [movement] = movements ?? [];
  if (!movement) return;
  const path = { pantryItemId: item.id, movementId: movement.id };
  await change("household.movements.undo", { path, row: item, title: item.name });
}
