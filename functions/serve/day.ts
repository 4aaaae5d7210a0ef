import { serve } from "#cloud/serve";
import * as rhythm from "#functions/rhythm/workflows";

/** Workflows of a person's day. */
export const day = serve("day", Object.values(rhythm));
