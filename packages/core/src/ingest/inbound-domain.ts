import { runtime } from "#kit/runtime";

/** INBOUND_DOMAIN: the domain whose every address is a private inbound one. */
export function inboundDomain(): string {
  return (runtime().config.INBOUND_DOMAIN ?? "in.lifeos.localhost").toLowerCase();
}
