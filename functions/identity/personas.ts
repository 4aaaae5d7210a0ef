import * as z from "zod/mini";
import { aiPillars } from "#core/cortex/door/permission";
import { PersonaEvents } from "#core/identity/events";
import { identityRefusals } from "#core/identity/sayings";
import { personas } from "#core/identity/users.sql";
import { crud } from "#kit/crud";
import { AlreadyExists } from "#kit/problem";

/** None at all is a choice, too: such a persona reads nothing. */
const Pillars = z.nullable(z.array(z.enum(aiPillars)).check(z.maxLength(aiPillars.length)));

export const { list, get, create, update, remove, restore, changes } = crud("/v1/identity/personas", personas, {
  write: ["name", "description", "instructions", "pillars", "isDefault"],
  filter: ["name", "isDefault"],
  sort: ["name"],
  omit: ["preferences"],
  emits: PersonaEvents,
  fields: { pillars: z.optional(Pillars) },
  refusals: { personas_default: () => AlreadyExists(identityRefusals("default_persona")) },
  example: {
    name: "Money",
    instructions: "Short answers, amounts first.",
    pillars: ["finance", "work"],
  },
  create: {
    description:
      "A voice for conversations: `instructions` are your own words about how to answer, and `pillars` are the only ones that are read in a conversation with it; all without them. It never adds to what else is permitted.",
  },
});
