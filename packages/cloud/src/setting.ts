/**
 * Settings: each variable that LifeOS reads is declared once, beside what reads it. A pillar has its own in
 * `packages/core/src/<pillar>/configuration.ts`, which is found by its name; those of the platform are in `configuration.ts` here, and
 * those of one machine in packages/local. Code reads `runtime().config.NAME`, of declared names only.
 */
import * as z from "zod/mini";
import type { Use } from "./uses.ts";

export interface Setting extends Form {
  name: string;
  /** Who gives it a value: who runs LifeOS, or what starts the process (a deployment, AWS, the local cloud). */
  givenBy: "operator" | "start";
  /** Its value is for nobody's eyes: in a deployment it is in the document of secrets, and in no template and no log. */
  secret?: true;
  /** A stage is deployed with it (`needed`) or may be (`optional`), by `sst secret set` under a name of stacks/sst/settings. */
  stage?: "needed" | "optional";
  /** Handlers read it that declare this use, and no other gets it from the stacks. */
  uses?: Use;
  /** Read by the start on one machine itself; the handlers get all others. */
  ofStart?: true;
}

/** What a value must look like. */
export interface Form {
  /** As the end of “NAME must be …”. */
  must: string;
  isRight(value: string): boolean;
}

/** A variable that who runs LifeOS may set. */
export const setting = (
  name: string,
  form: Form,
  more: Omit<Setting, keyof Form | "name" | "givenBy"> = {},
): Setting => ({
  name,
  ...form,
  ...more,
  givenBy: "operator",
});

/** A variable that nobody sets by hand. */
export const given = (name: string, more: Omit<Setting, keyof Form | "name" | "givenBy"> = {}): Setting => ({
  name,
  must: "what the start of the process gives it",
  isRight: () => true,
  ...more,
  givenBy: "start",
});

export const tiers = ["free", "starter", "pro", "team", "enterprise"] as const;

export const address: Form = { must: "an address that begins with http:// or https://", isRight: isHttp };

export const visible: Form = {
  must: "1 to 255 visible characters",
  isRight: (value) => /^[\x21-\x7e]{1,255}$/.test(value),
};

export const bucket: Form = {
  must: "the name of a bucket: 3 to 63 of a–z, 0–9, hyphens and dots",
  isRight: (value) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value),
};

/** A whole number of `what`, both bounds included. */
export const wholeNumber = (min: number, max: number, what = ""): Form => ({
  must: `a whole number ${what && `of ${what} `}from ${min} to ${max}`,
  isRight: (value) => isWholeNumber(value, min, max),
});

/** JSON of this schema. */
export const json = (schema: z.ZodMiniType, must: string): Form => ({
  must,
  isRight(value) {
    try {
      return schema.safeParse(JSON.parse(value)).success;
    } catch {
      return false;
    }
  },
});

export function isWholeNumber(value: string, min: number, max: number): boolean {
  return /^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max;
}

export function hasProtocol(value: string, protocol: RegExp): boolean {
  return URL.canParse(value) && protocol.test(new URL(value).protocol);
}

export function isHttp(value: string): boolean {
  return hasProtocol(value, /^https?:$/);
}

export function isBase64(value: string, minBytes: number, maxBytes: number): boolean {
  const { length } = Buffer.from(value, "base64");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(value) && length >= minBytes && length <= maxBytes;
}

/** A whole number from 1, as limits are. */
export const positive = z.int().check(z.positive());
