import { serve } from "#cloud/serve";
import * as finance from "#functions/finance/workflows";

/** Workflows of accounts at banks, and of what people earn. */
export const money = serve("money", Object.values(finance));
