/** Clients of buckets, as verbs use them: made of the configuration when first needed, with failures that an endpoint may answer. */
import { type ObjectsConfig, ObjectsError } from "#cloud/objects";
import { NotConfigured, Unavailable } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";

export interface StoreSettings<S extends object> {
  /** Ends the sentences “The … store cannot be reached right now” and “… is not set, so … can be neither stored nor read”. */
  of: "mail" | "files";
  /** Makes the client: `objects`, or `largeObjects`. */
  open(config: ObjectsConfig): S;
  /** Reads the settings by `need`, which refuses a missing one with 501. */
  configOf(need: (name: string) => string, config: Config): Omit<ObjectsConfig, "now">;
}

/**
 * The client of the bucket that the settings name. A store that cannot be reached, or that refuses its keys, is logged and answered with
 * a problem that asks to try again later, which webhook senders and queues both do. What is said of one object (`not_found`, `too_large`,
 * `conflict`, `invalid`) stays an ObjectsError.
 */
export function storeOf<S extends object>({ of, open, configOf }: StoreSettings<S>): () => S {
  // One client for each configuration, because it keeps its connections open.
  const clients = new WeakMap<Config, S>();
  return () => {
    const { config } = runtime();
    const known = clients.get(config);
    if (known) return known;
    const need = (name: string): string => {
      const value = config[name];
      if (!value) throw NotConfigured(`${name} is not set, so ${of} can be neither stored nor read.`);
      return value;
    };
    const made = reaching(of, open({ ...configOf(need, config), now: () => runtime().now() }));
    clients.set(config, made);
    return made;
  };
}

/** The same client, each of whose promises fails with a problem when the store does. */
function reaching<S extends object>(of: string, store: S): S {
  const wrapped = Object.entries(store).map(([name, method]) => [
    name,
    (...given: unknown[]) => {
      const outcome: unknown = (method as (...given: unknown[]) => unknown)(...given);
      return outcome instanceof Promise ? outcome.catch((error: unknown) => fail(of, error)) : outcome;
    },
  ]);
  return Object.fromEntries(wrapped) as S;
}

function fail(of: string, error: unknown): never {
  if (!(error instanceof ObjectsError) || (error.kind !== "unavailable" && error.kind !== "refused")) throw error;
  runtime().log("error", `the store of ${of} failed`, { kind: error.kind, code: error.code, error: error.message });
  throw Unavailable(`The store of ${of} cannot be reached right now.`);
}
