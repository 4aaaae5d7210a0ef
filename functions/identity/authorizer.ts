import { authorizer as declare } from "#cloud/authorizer";
import { identify } from "#core/identity/credentials";
import { IDENTITY_CACHE_SECONDS } from "#core/identity/sessions";

export const authorizer = declare({ cacheSeconds: IDENTITY_CACHE_SECONDS, identify });
