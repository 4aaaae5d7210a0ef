import { serve } from "#cloud/serve";
import * as health from "#functions/health/workflows";

/** Workflows of what people measure of themselves. */
export const body = serve("body", Object.values(health));
