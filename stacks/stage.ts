/** A stage: one deployment of all stacks. Its name is part of all names, and its kind selects a policy. */
import { createHash } from "node:crypto";

export type Kind = "dev" | "staging" | "prod";

export interface Stage {
  name: string;
  kind: Kind;
  policy: Policy;
}

/** Everything that depends on the kind of a stage. */
export interface Policy {
  /** Whether data, logs and the archive of events are retained when their stack is deleted. */
  retains: boolean;
  logRetentionDays: 7 | 30 | 365;
  archiveRetentionDays: number;
  /** CloudFront's own certificate would allow TLS 1.0, so a stage that is not disposable needs a domain and a certificate. */
  needsDomain: boolean;
  /** The most requests of one address in five minutes; machines that sign their requests may send more. */
  requestsPerAddress: number;
  signedRequestsPerAddress: number;
  /** The most requests per second to the API of each pillar. */
  requestsPerSecond: number;
  requestBurst: number;
  /** The most batches of one queue at the same time, which limits the load on the database. */
  batchesAtOnce: number;
  priceClass: "PriceClass_100" | "PriceClass_All";
}

const policies: Record<Kind, Policy> = {
  dev: {
    retains: false,
    logRetentionDays: 7,
    archiveRetentionDays: 7,
    needsDomain: false,
    requestsPerAddress: 2_000,
    signedRequestsPerAddress: 10_000,
    requestsPerSecond: 50,
    requestBurst: 100,
    batchesAtOnce: 2,
    priceClass: "PriceClass_100",
  },
  staging: {
    retains: false,
    logRetentionDays: 30,
    archiveRetentionDays: 30,
    needsDomain: true,
    requestsPerAddress: 2_000,
    signedRequestsPerAddress: 10_000,
    requestsPerSecond: 500,
    requestBurst: 1_000,
    batchesAtOnce: 10,
    priceClass: "PriceClass_100",
  },
  prod: {
    retains: true,
    logRetentionDays: 365,
    archiveRetentionDays: 90,
    needsDomain: true,
    requestsPerAddress: 2_000,
    // Inngest calls for everybody from a few addresses; this allows 333 steps a second for each.
    signedRequestsPerAddress: 100_000,
    requestsPerSecond: 2_000,
    requestBurst: 4_000,
    batchesAtOnce: 50,
    priceClass: "PriceClass_All",
  },
};

export const kinds = Object.keys(policies) as Kind[];

/** The stage with this name and kind; by default prod for the name prod and dev for any other. Throws one sentence. */
export function stageOf(name: string, kind: string = name === "prod" ? "prod" : "dev"): Stage {
  // A hyphen could make the names of one stage a prefix of another's: a-health-meals could belong to a or to a-health.
  if (!/^[a-z][a-z0-9]{0,19}$/.test(name))
    throw new Error(
      `"${name}" cannot be the name of a stage: it takes 1 to 20 lower-case letters and digits, a letter first.`,
    );
  if (!(kinds as string[]).includes(kind))
    throw new Error(`There is no stage kind "${kind}"; the kinds are ${kinds.join(", ")}.`);
  return { name, kind: kind as Kind, policy: policies[kind as Kind] };
}

/** The name of a resource: `lifeos-dev-finance-transactions-list` of `finance.transactions.list`. */
export const nameOf = (stage: Stage, name: string): string => `lifeos-${stage.name}-${name.replaceAll(".", "-")}`;

/**
 * A pattern for all names that begin with `name` and a hyphen: `lifeos-dev-finance-*` of `finance`. Names of stages and pillars
 * have no hyphen.
 */
export const namesUnder = (stage: Stage, name: string): string => `${nameOf(stage, name)}-*`;

const MAX_FUNCTION_NAME = 64;

/**
 * A function name that Lambda accepts: one that is too long ends in a hash of itself, so that it does not change between
 * syntheses.
 */
/** The name of the function that runs the model of embeddings. */
export const embedder = "embedder";

export function functionNameOf(stage: Stage, name: string): string {
  const whole = nameOf(stage, name);
  if (whole.length <= MAX_FUNCTION_NAME) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${whole.slice(0, MAX_FUNCTION_NAME - hash.length - 1)}-${hash}`;
}

/** `TimeBlocks` of `time-blocks`, for ids and outputs, which consist of letters and digits. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
