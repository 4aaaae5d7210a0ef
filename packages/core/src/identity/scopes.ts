/**
 * The scopes of API keys.
 *
 * Each pillar has a scope to read and one to change. What affects more than a person's own rows has a scope of its own in
 * identity, so that no key gets that right implicitly: other keys, other people, household membership, and accounts elsewhere. Sharing a row also
 * needs the scope to change it, and seeing a grant the scope to read its row.
 */
import * as z from "zod/mini";
import { inContract } from "#kit/parameters";

const PILLARS = [
  "admin",
  "billing",
  "calendar",
  "cortex",
  "finance",
  "health",
  "household",
  "identity",
  "ingest",
  "knowledge",
  "people",
  "platform",
  "rhythm",
  "work",
] as const;

/** Making, replacing, revoking and listing API keys. */
export const KEYS = "identity:keys";
/** Giving and withdrawing grants. */
export const SHARE = "identity:share";
/** Inviting to a household, accepting, changing roles, removing members, leaving, and deleting a household. */
export const MEMBERS = "identity:members";
/** Connecting and disconnecting other services, and the session that a Matrix client keeps. */
export const CONNECTIONS = "identity:connections";

/**
 * The scope that answering a question needs besides `platform:write`, by the kind of the notification: the answer is written into
 * another pillar.
 */
export const SCOPE_OF_ANSWER: Readonly<Record<string, string>> = { fitness_check_in: "health:write" };

export const scopes: readonly string[] = [
  ...PILLARS.flatMap((pillar) => [`${pillar}:read`, `${pillar}:write`]),
  KEYS,
  SHARE,
  MEMBERS,
  CONNECTIONS,
];

export const Scope = inContract(
  z
    .string()
    .check(
      z.refine(
        (scope) => scope === "*" || scopes.includes(scope),
        `must be a pillar with read or write, like \`finance:read\`; ${KEYS}, ${SHARE}, ${MEMBERS} or ${CONNECTIONS}; or \`*\``,
      ),
    ),
  z.enum(["*", ...scopes]),
);
