/** What is asked of a model and what comes back; `ask` and `turn` of ask.ts are the only way to one. */
import type * as z from "zod/mini";
import type { CapabilityName } from "#core/cortex/door/capabilities";
import type { AiPillar } from "#core/cortex/door/permission";

/**
 * Why no model was asked, or what it said does not count. `pillar_not_permitted`: something in the prompt is of a pillar that a model may not
 * read, or encrypted where that is not permitted. `refused`: the model would not. `invalid`: it answered otherwise than the schema says.
 * `unavailable`: it did not answer, or not in time.
 */
export const whys = [
  "not_configured",
  "not_permitted",
  "pillar_not_permitted",
  "calls_used_up",
  "tokens_used_up",
  "refused",
  "invalid",
  "unavailable",
] as const;
export type Why = (typeof whys)[number];

/** The caller does it by its own rules. */
export interface ByRules {
  by: "rules";
  why: Why;
}

export interface Question<T> {
  capability: CapabilityName;
  /** Pillars whose data is in the prompt: nothing is sent unless every one of them is permitted. */
  pillars: readonly AiPillar[];
  /** True where values of encrypted columns are in it, which takes a permission of its own. */
  readsSealed?: boolean;
  /** What is to be done: our own words only. */
  instructions: string;
  /** What is read: fenced and labelled, never instructions. */
  data: readonly Material[];
  /** The answer: an object whose keys are all required; what may be missing is nullable. */
  answer: z.ZodMiniType<T>;
  /** Versions of the inputs (`id:version,…`), by which the answer is kept for five minutes. */
  versions: string;
}

export interface Material {
  /** What it is, in a few of our own words: `the mail`. */
  label: string;
  text: string;
}

export type Asked<T> = { by: "model"; value: T; requestId: string; tokensUsed: number } | ByRules;

/** What a conversation with tools is made of. What came of a model goes back to it as it came, and in its order. */
export type Item =
  | { type: "message"; role: "user" | "assistant"; text: string }
  /** What a tool answered; it is data and is fenced as such. */
  | { type: "result"; callId: string; output: string }
  /** An item of a model's output. */
  | { type: "output"; item: Readonly<Record<string, unknown>> };

export interface ToolSchema {
  /** Letters, digits and `_`. */
  name: string;
  description: string;
  /** An object whose keys are all required; what may be missing is nullable. */
  parameters: z.ZodMiniType;
}

export interface Turn {
  capability: CapabilityName;
  pillars: readonly AiPillar[];
  readsSealed?: boolean;
  instructions: string;
  items: readonly Item[];
  tools: readonly ToolSchema[];
  /** Ends it: what came until then is kept and charged. */
  signal?: AbortSignal;
  /** Gets text as it comes. It is neutral only at the end, so that what is stored is `text` of the result. */
  onText?: (text: string) => void;
}

export interface Call {
  callId: string;
  name: string;
  /** What the tool's schema says; where it is not valid, what came. */
  args: unknown;
  /** False for a tool that there is not, or arguments that are not as its schema says: nothing may be done. */
  isValid: boolean;
}

export type Turned =
  | {
      by: "model";
      /** Neutral: without images and links that lead elsewhere. */
      text: string;
      calls: Call[];
      /** What came, to be part of the next turn. Empty where it was aborted: half a call is none. */
      items: Item[];
      status: "completed" | "aborted" | "incomplete";
      requestId: string;
      tokensUsed: number;
    }
  | ByRules;
