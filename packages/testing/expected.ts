/** The status of a valid request to an operation, without third parties. */
import type { Endpoint } from "#kit/endpoint";
import type { Known } from "#testing/known";
import type { Found } from "../contract/discover.ts";

export function expectedStatus({ name, value: { spec } }: Found<Endpoint>, { operations }: Known): number {
  return operations.get(name)?.cannotSucceed?.status ?? spec.status ?? (spec.returns || spec.produces ? 200 : 204);
}
