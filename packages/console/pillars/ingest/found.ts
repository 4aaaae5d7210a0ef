/** What an importer says of a source, which has a form of its own with each kind: what of it a page knows to show. */

export interface Balance {
  account: string;
  amount: string;
  currency: string;
  /** A day. */
  asOf: string | undefined;
}

export interface Found {
  /** By the names of options: how it was read. */
  manner: Readonly<Record<string, string>>;
  /** Of a table: what stands in its first columns. */
  names: readonly string[];
  sample: readonly (readonly string[])[];
  balances: readonly Balance[];
  /** Kinds of things that nothing was made of, as the file calls them, and how many there were of each; the most first. */
  passed: readonly { name: string; count: number }[];
  /** The import whose options were taken over. */
  rememberedFrom: string | undefined;
}

const MANNER = ["columns", "delimiter", "dateOrder", "decimal", "spent", "encoding"];

export function foundIn(found: Readonly<Record<string, unknown>> | null): Found {
  const { names, sample, balances, passed, rememberedFrom, ...rest } = found ?? {};
  return {
    manner: Object.fromEntries(
      MANNER.flatMap((name) => (typeof rest[name] === "string" ? [[name, rest[name]] as const] : [])),
    ),
    names: texts(names),
    sample: Array.isArray(sample) ? sample.map(texts) : [],
    balances: Array.isArray(balances) ? balances.flatMap(balanceIn) : [],
    passed: passedIn(passed),
    rememberedFrom: typeof rememberedFrom === "string" ? rememberedFrom : undefined,
  };
}

const passedIn = (value: unknown): Found["passed"] =>
  Object.entries(typeof value === "object" && value !== null ? value : {})
    .flatMap(([name, count]) => (typeof count === "number" ? [{ name, count }] : []))
    .sort((one, other) => other.count - one.count);

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((one) => (typeof one === "string" ? one : "")) : [];

function balanceIn(value: unknown): Balance[] {
  if (typeof value !== "object" || value === null) return [];
  const { account, amount, currency, asOf } = value as Readonly<Record<string, unknown>>;
  if (typeof account !== "string" || typeof amount !== "string") return [];
  return [
    {
      account,
      amount,
      currency: typeof currency === "string" ? currency : "",
      asOf: typeof asOf === "string" ? asOf : undefined,
    },
  ];
}
