/**
 * Joins calls that arrive while an earlier flush is under way into one flush. A lone call is flushed at once; nothing
 * waits for a timer. Every caller learns of the error of the flush that carried its items.
 */
export function batched<Item>(flush: (items: Item[]) => Promise<void>): (items: Item[]) => Promise<void> {
  let next: { items: Item[]; done: Promise<void> } | undefined;
  let flushing: Promise<unknown> = Promise.resolve();

  return (items) => {
    if (next) {
      next.items.push(...items);
      return next.done;
    }
    const batch = { items: [...items], done: Promise.resolve() };
    batch.done = flushing.then(() => {
      next = undefined;
      return flush(batch.items);
    });
    next = batch;
    flushing = batch.done.catch(() => {});
    return batch.done;
  };
}
