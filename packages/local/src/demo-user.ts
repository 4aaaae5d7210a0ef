/** The person whom the local issuer signs in with one click. */
export const DEMO_USER = { sub: "demo", email: "demo@lifeos.localhost", name: "Demo", zoneinfo: "Europe/Berlin" };
