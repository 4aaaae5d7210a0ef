/** Events of the subscription by which a person pays for their plan. */
import * as z from "zod/mini";
import { tiers } from "#core/identity/users.sql";
import { event } from "#kit/event";

export const SubscriptionChanged = event(
  "billing.subscription.changed",
  "A subscription is otherwise than it was: its plan, its price, or whether it is paid",
  {
    /** What the person had before; absent where the subscription changed and their tier did not. */
    previousTier: z.optional(z.enum(tiers)),
    newTier: z.enum(tiers),
    mrrCents: z.int(),
  },
);
