/** What was asked of a model, in words; by its own name where there are none. */
import type en from "./words.en.ts";

export const capabilityIn = ({ spend }: typeof en, name: string): string =>
  Object.hasOwn(spend.capabilities, name) ? spend.capabilities[name as keyof typeof spend.capabilities] : name;

export const outcomeIn = ({ spend }: typeof en, name: string): string =>
  Object.hasOwn(spend.outcomes, name) ? spend.outcomes[name as keyof typeof spend.outcomes] : name;
