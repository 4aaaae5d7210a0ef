/**
 * Sessions of people who sign in. Their tokens are the issuer's: LifeOS keeps no list of them, and can only refuse those that were
 * made before a moment.
 */

/**
 * For how many seconds what the authorizer said of a caller may be kept, by API Gateway and by the gateway of one machine alike. A
 * session that is ended, a key that is revoked and an account that is closed may be used for so long.
 */
export const IDENTITY_CACHE_SECONDS = 60;

/** Whether a token was made before the sessions of its person were ended. One that does not say when it was made was. */
export const isEnded = (tokensValidFrom: string | null, issuedAt: string): boolean =>
  tokensValidFrom !== null && Date.parse(issuedAt) < Date.parse(tokensValidFrom);
