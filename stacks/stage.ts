/** A stage: one deployment of all stacks. Its name is in the name of everything, its kind says what it is worth. */
import { createHash } from "node:crypto";

export type Kind = "dev" | "staging" | "prod";

export interface Stage {
  name: string;
  kind: Kind;
  policy: Policy;
}

/** What depends on the kind of a stage and on nothing else. */
export interface Policy {
  /** Data, logs and the archive of events outlive their stack. */
  retains: boolean;
  logRetentionDays: 7 | 30 | 365;
  archiveRetentionDays: number;
  /** CloudFront's own certificate would let TLS 1.0 in, so what is not disposable must bring a host and a certificate. */
  needsDomain: boolean;
  /** Requests of one address in five minutes before the firewall refuses it; machines that sign what they send may do more. */
  requestsPerAddress: number;
  signedRequestsPerAddress: number;
  /** What the APIs take in all, each pillar by itself. */
  requestsPerSecond: number;
  requestBurst: number;
  /** How many batches of one queue are worked on at once, which bounds the load on the database. */
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
    // Inngest calls for everybody from a few addresses: 333 steps a second each.
    signedRequestsPerAddress: 100_000,
    requestsPerSecond: 2_000,
    requestBurst: 4_000,
    batchesAtOnce: 50,
    priceClass: "PriceClass_All",
  },
};

export const kinds = Object.keys(policies) as Kind[];

/** The stage of this name and kind; one called prod is of kind prod and every other disposable, unless said. Throws one sentence. */
export function stageOf(name: string, kind: string = name === "prod" ? "prod" : "dev"): Stage {
  // A hyphen could make the names of one stage begin like those of another: a-health-meals is a's or a-health's.
  if (!/^[a-z][a-z0-9]{0,19}$/.test(name))
    throw new Error(
      `"${name}" cannot be the name of a stage: it takes 1 to 20 lower-case letters and digits, a letter first.`,
    );
  if (!(kinds as string[]).includes(kind))
    throw new Error(`There is no stage kind "${kind}"; the kinds are ${kinds.join(", ")}.`);
  return { name, kind: kind as Kind, policy: policies[kind as Kind] };
}

/** `lifeos-dev-finance-transactions-list` of `finance.transactions.list`. */
export const nameOf = (stage: Stage, name: string): string => `lifeos-${stage.name}-${name.replaceAll(".", "-")}`;

/** All names that begin with `name` and a hyphen: `lifeos-dev-finance-*` of `finance`. No stage and no pillar has a hyphen in its name. */
export const namesUnder = (stage: Stage, name: string): string => `${nameOf(stage, name)}-*`;

const MAX_FUNCTION_NAME = 64;

/** A name that Lambda takes: one that is too long ends in a hash of itself, so that it is the same at each synth. */
export function functionNameOf(stage: Stage, name: string): string {
  const whole = nameOf(stage, name);
  if (whole.length <= MAX_FUNCTION_NAME) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${whole.slice(0, MAX_FUNCTION_NAME - hash.length - 1)}-${hash}`;
}

/** `TimeBlocks` of `time-blocks`, for ids and outputs, which take letters and digits only. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
