import { identify } from "#core/identity/credentials";
import { authorizer as declare } from "#kit/authorizer";

/** Revoking a key or closing an account takes effect within this many seconds. */
export const authorizer = declare({ cacheSeconds: 60, identify });
