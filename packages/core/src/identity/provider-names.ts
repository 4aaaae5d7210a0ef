/** The services that can be connected, by the names that rows and events have of them. */
export const connectionProviders = [
  "google_calendar",
  "outlook_calendar",
  "apple_calendar",
  "plaid",
  "slack",
  "dropbox",
  "google_drive",
  "facebook",
  "apple_health",
  "google_fit",
  "matrix",
] as const;

export type ProviderName = (typeof connectionProviders)[number];
