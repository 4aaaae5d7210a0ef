/** What browsers may do from another origin (CORS), at API Gateway and at the local one. */
export const cors = {
  allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  allowHeaders: [
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "last-event-id",
    "x-request-id",
    "x-client-version",
    "x-client-platform",
    "x-client-timezone",
  ],
  exposeHeaders: [
    "etag",
    "location",
    "allow",
    "content-disposition",
    "x-request-id",
    "idempotent-replayed",
    "retry-after",
    "ratelimit",
    "ratelimit-policy",
    "www-authenticate",
  ],
  maxAge: 600,
};
