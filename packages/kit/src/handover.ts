/**
 * How a query of drizzle's comes into a batch. Drizzle's queries know how to execute themselves; for the length of one call
 * what they execute is handed over here, in place of a driver.
 */
export interface Statement {
  text: string;
  params: unknown[];
}

export interface Handed extends Statement {
  resolve(result: { rows: unknown[][] }): void;
  reject(error: unknown): void;
}

let collecting: Handed[] | undefined;

/** Gives a statement to whoever collects; resolves with its rows. */
export function handOver(statement: Statement): Promise<{ rows: unknown[][] }> {
  if (!collecting) throw new Error("queries run in ctx.db.batch([...]) only");
  const into = collecting;
  return new Promise((resolve, reject) => into.push({ ...statement, resolve, reject }));
}

/** What `execute` hands over before it first waits. */
export function collect<T>(execute: () => T): { value: T; handed: Handed[] } {
  const handed: Handed[] = [];
  collecting = handed;
  try {
    return { value: execute(), handed };
  } finally {
    collecting = undefined;
  }
}
