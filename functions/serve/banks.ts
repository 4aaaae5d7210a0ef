import { serve } from "#cloud/serve";
import * as finance from "#functions/finance/workflows";

/** Workflows that keep accounts as they are at their banks. */
export const banks = serve("banks", Object.values(finance));
