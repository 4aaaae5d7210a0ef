/**
 * Group commit: callers that arrive while a transaction is under way share the next one. A lone caller waits for nobody.
 */
export interface Batcher<Item, Result> {
  /** Resolves once the transaction that holds the item has committed. */
  submit(item: Item): Promise<Result>;
  /** Items that wait or are being written. */
  size(): number;
}

interface Entry<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface BatcherOptions<Item, Result> {
  /** Writes all items in one transaction and answers in their order. */
  write(items: Item[]): Promise<Result[]>;
  maxItems: number;
  /** Transactions that may be under way at once. */
  parallel: number;
}

const maxTries = 5;

export function createBatcher<Item, Result>(options: BatcherOptions<Item, Result>): Batcher<Item, Result> {
  const waiting: Entry<Item, Result>[] = [];
  let writing = 0;
  let items = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || writing >= options.parallel || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void flush();
      schedule();
    });
  }

  async function flush(): Promise<void> {
    const entries = waiting.splice(0, options.maxItems);
    if (entries.length === 0) return;
    writing++;
    items += entries.length;
    try {
      await settle(entries);
    } finally {
      writing--;
      items -= entries.length;
      schedule();
    }
  }

  /** One bad item must not fail the others: after an error each is written alone. */
  async function settle(entries: Entry<Item, Result>[]): Promise<void> {
    let results: Result[];
    try {
      results = await retrying(() => options.write(entries.map((entry) => entry.item)));
    } catch (error) {
      if (entries.length === 1) return entries[0]!.reject(error);
      for (const entry of entries) await settle([entry]);
      return;
    }
    entries.forEach((entry, index) => {
      entry.resolve(results[index]!);
    });
  }

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        schedule();
      }),
    size: () => waiting.length + items,
  };
}

/** Deadlocks and serialization failures (SQLSTATE class 40) undo the whole transaction, so it may simply run again. */
async function retrying<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt >= maxTries || typeof code !== "string" || !code.startsWith("40")) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt));
    }
  }
}
