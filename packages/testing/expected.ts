/** What an operation answers to a right request, where there is no third party to ask. */
import type { Endpoint } from "#kit/endpoint";
import type { Known } from "#testing/known";
import type { Found } from "../contract/discover.ts";

export function expectedStatus({ name, value: { spec } }: Found<Endpoint>, { operations }: Known): number {
  return operations.get(name)?.cannotSucceed?.status ?? spec.status ?? (spec.returns || spec.produces ? 200 : 204);
}
