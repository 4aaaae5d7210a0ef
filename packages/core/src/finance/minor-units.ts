import * as z from "zod/mini";

/** A hundred billion of any currency, so that sums of somebody's spending stay exact as JSON numbers. */
export const MAX_CENTS = 10_000_000_000_000;

/** The amount of one payment in minor units: negative when spent. */
export const Amount = /* @__PURE__ */ z.int().check(z.gte(-MAX_CENTS), z.lte(MAX_CENTS));
/** A price in minor units. */
export const Price = /* @__PURE__ */ z.int().check(z.gte(0), z.lte(MAX_CENTS));

/** For the `check` of an object; it only affects the contract: `priceCents` requires `currency`. */
export const priceWithCurrency = /* @__PURE__ */ z.meta({ dependentRequired: { priceCents: ["currency"] } });
