/**
 * Whether an IP address is a public one: of the whole internet, and not of this machine, its network, or a network that only looks
 * public. After the registries of special addresses of IANA (https://www.iana.org/assignments/iana-ipv4-special-registry and
 * …/iana-ipv6-special-registry): what they do not call globally reachable is refused, and so is what no server is reached by today
 * (multicast, 6to4, Teredo).
 */

/** `address` as DNS or a URL's host gives it, IPv6 with or without brackets. What is no IP address is not public. */
export function isPublicAddress(address: string): boolean {
  const four = numberOf(address);
  if (four !== undefined) return isPublicFour(four);
  const groups = groupsOf(address);
  if (!groups) return false;
  const inside = fourIn(groups);
  return inside === undefined ? isPublicSix(groups) : isPublicFour(inside);
}

const NOT_PUBLIC: readonly [network: string, bits: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  // Multicast, reserved, and the broadcast address.
  ["224.0.0.0", 3],
];

function isPublicFour(address: number): boolean {
  return !NOT_PUBLIC.some(([network, bits]) => address >>> (32 - bits) === numberOf(network)! >>> (32 - bits));
}

/** Of 2000::/3, which is all that is given out, without the parts for protocols, documentation and 6to4. */
function isPublicSix([first = 0, second = 0]: readonly number[]): boolean {
  if (first >>> 13 !== 1) return false;
  const isProtocols = first === 0x2001 && second < 0x0200;
  const isDocumentation = (first === 0x2001 && second === 0x0db8) || (first === 0x3fff && second < 0x1000);
  const isSixToFour = first === 0x2002;
  return !isProtocols && !isDocumentation && !isSixToFour;
}

/** The IPv4 address that a mapped address (::ffff:0:0/96) or one of NAT64 (64:ff9b::/96, RFC 6052) leads to. */
function fourIn(groups: readonly number[]): number | undefined {
  const prefix = groups.slice(0, 6).join();
  const isMapped = prefix === [0, 0, 0, 0, 0, 0xffff].join();
  const isNat64 = prefix === [0x64, 0xff9b, 0, 0, 0, 0].join();
  return isMapped || isNat64 ? groups[6]! * 0x1_0000 + groups[7]! : undefined;
}

/** An IPv4 address in its usual form as a number; undefined for anything else. */
function numberOf(address: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return undefined;
  const parts = address.split(".").map(Number);
  return parts.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

/** The eight numbers of an IPv6 address; undefined for anything else. `URL` reads each of its many forms and writes one. */
function groupsOf(address: string): number[] | undefined {
  const url = `http://[${address.replace(/^\[|\]$/g, "")}]/`;
  if (!URL.canParse(url)) return undefined;
  const [before = "", after] = new URL(url).hostname.slice(1, -1).split("::");
  const numbers = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [left, right] = [numbers(before), numbers(after ?? "")];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
