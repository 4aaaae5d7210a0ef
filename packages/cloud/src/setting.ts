/**
 * Settings: each variable that LifeOS reads is declared once, beside what reads it. A pillar has its own in
 * `packages/core/src/<pillar>/configuration.ts`, which is found by its name; those of the platform are in `configuration.ts` here, and
 * those of one machine in packages/local. Code reads `runtime().config.NAME`, of declared names only.
 */
import * as z from "zod/mini";
import type { Saying } from "#kit/saying";
import { formSayings } from "./sayings.ts";
import type { Use } from "./uses.ts";

export interface Setting extends Form {
  name: string;
  /** Who sets it: the operator of LifeOS, or whatever starts the process (a deployment, AWS, the local cloud). */
  givenBy: "operator" | "start";
  /** The value is secret: in a deployment it is part of the document of secrets, and of no template and no log. */
  secret?: true;
  /** Whether a stage needs it or may have it; it is set with `sst secret set` under a name of stacks/sst/settings. */
  stage?: "needed" | "optional";
  /** Only handlers that declare this use get it from the stacks. */
  uses?: Use;
  /**
   * Administrators may set it while LifeOS runs: what reads it does so by core/platform/system-settings. `fallback` is what counts when
   * nobody has set it.
   */
  isAdjustable?: true;
  fallback?: string;
  /** Read only by the start on one machine; handlers do not get it. */
  ofStart?: true;
}

/** The format of a value. */
export interface Form {
  /** Completes the message “NAME must be …”. */
  must: Saying;
  isRight(value: string): boolean;
}

/** A variable that the operator may set. */
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

/** A variable that is never set by hand. */
export const given = (name: string, more: Omit<Setting, keyof Form | "name" | "givenBy"> = {}): Setting => ({
  name,
  must: formSayings("given_at_start"),
  isRight: () => true,
  ...more,
  givenBy: "start",
});

export const tiers = ["free", "starter", "pro", "team", "enterprise"] as const;

export const address: Form = { must: formSayings("web_address"), isRight: isHttp };

export const visible: Form = {
  must: formSayings("visible_characters"),
  isRight: (value) => /^[\x21-\x7e]{1,255}$/.test(value),
};

export const bucket: Form = {
  must: formSayings("bucket_name"),
  isRight: (value) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value),
};

/** A whole number, both bounds included. */
export const wholeNumber = (min: number, max: number, of?: "bytes"): Form => ({
  must: formSayings(of ? "whole_number_of_bytes" : "whole_number", { min, max }),
  isRight: (value) => isWholeNumber(value, min, max),
});

/** JSON of this schema. */
export const json = (schema: z.ZodMiniType, must: Saying): Form => ({
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
