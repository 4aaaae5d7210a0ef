/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of a checkout. */
export const billingFields = sayings({
  must_be_price_id: "must be the id of a price, of up to 255 visible characters",
  unknown_price: "is no price of a plan",
});

/** Why a plan cannot be bought or changed now. */
export const billingRefusals = sayings({
  subscribed_already: "You have a subscription; change it on the page of your subscription.",
  checkout_open: "A checkout is open. Complete it, or wait until {until}.",
  nothing_to_manage: "You have no subscription that could be managed.",
  stripe_silent: "Stripe does not answer as it should. Try again later.",
});

/** Why a report of Stripe's had no effect. */
export const stripeReasons = sayings({
  no_such_subscription: "Stripe has no such subscription.",
  subscription_of_nobody: "The subscription is of nobody here.",
  checkout_of_nobody: "The checkout is of nobody here.",
});
