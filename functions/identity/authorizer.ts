import { authorizer as declare } from "#cloud/authorizer";
import { identify } from "#core/identity/credentials";

/** Revoking a key or closing an account takes effect within this many seconds. */
export const authorizer = declare({ cacheSeconds: 60, identify });
