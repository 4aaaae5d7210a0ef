/**
 * What an API key may do. A scope is `<pillar>:read`, `<pillar>:write`, one that an endpoint names for itself (`identity:share`),
 * or `*` for all of them. A signed-in person has no scopes and may do everything with their own rows.
 */

import type { Actor } from "#kit/ctx";
import { MissingScope } from "#kit/problem";
import { requestSayings } from "#kit/sayings";

type Limited = Pick<Actor, "scopes">;

export const mayUse = ({ scopes }: Limited, scope: string): boolean =>
  scopes === undefined || scopes.includes(scope) || scopes.includes("*");

/** Throws MissingScope unless the speaker may use the scope. */
export function needScope(actor: Limited, scope: string): void {
  if (!mayUse(actor, scope)) throw MissingScope(requestSayings("scope_needed", { scope }));
}

/** The pillars that the speaker may read; undefined when they may read all. */
export function readablePillars({ scopes }: Limited): string[] | undefined {
  if (scopes === undefined || scopes.includes("*")) return undefined;
  return scopes.filter((scope) => scope.endsWith(":read")).map((scope) => scope.slice(0, -":read".length));
}
