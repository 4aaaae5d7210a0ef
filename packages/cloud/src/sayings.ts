/** What is said of addresses and of settings. */
import { sayings } from "#kit/saying";

/** What is wrong with an address that was asked for. */
export const addressSayings = sayings({
  must_be_percent_encoded: "must be percent-encoded UTF-8",
  public_address_only: "Requests are taken at the public address only.",
});

/** What the value of a setting has to be: each completes “it must be …”. */
export const formSayings = sayings({
  given_at_start: "what the start of the process gives it",
  web_address: "an address that begins with http:// or https://",
  visible_characters: "1 to 255 visible characters",
  bucket_name: "the name of a bucket: 3 to 63 of a–z, 0–9, hyphens and dots",
  whole_number: "a whole number from {min} to {max}",
  whole_number_of_bytes: "a whole number of bytes from {min} to {max}",
  json_like: "JSON such as {example}",
  json_of_addresses: "JSON such as {example}, of addresses without a fragment",
  json_in_degrees: "JSON such as {example}, in degrees",
  json_by_tier: "JSON such as {example}, with whole numbers from 1 and the tiers {tiers}",
  json_by_tier_or_none: "JSON such as {example}, with whole numbers from 0 or null for no limit, and the tiers {tiers}",
  one_of_tiers: "one of {tiers}",
  one_of_embeddings: "off or embedded",
  country_codes: "the codes of countries with commas between, such as {example}",
  mail_address: "a mail address, such as {example}",
  domain_name: "the name of a domain, such as {example}",
  webhook_secret: "`whsec_` and 24 to 64 bytes in base64",
  database_address: "the address of a PostgreSQL database, such as {example}",
  encryption_keys: "`<id>:<32 bytes in base64>`, of several with commas between, and ids from 0 to 255 that differ",
  region_name: "the name of a region, such as eu-central-1 or auto",
  origins: "origins such as {example}, without a path and with commas between",
  proxies: "addresses or ranges such as 127.0.0.1 or 10.0.0.0/8, with commas between",
});

/** What is wrong with a body that is no JSON; `detail` is what its parser says. */
export const bodySayings = sayings({
  json_cut: "It is no JSON: it ends in the middle.",
  json_at: "It is no JSON from character {position} on: {detail}",
  json_none: "It is no JSON: {detail}",
});
