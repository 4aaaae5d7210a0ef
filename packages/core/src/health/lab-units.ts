/**
 * Units of laboratories. Two units of one kind differ by a power of ten (mg/dL and g/L, µmol/L and mmol/L, ng/mL and µg/L), by which values are
 * converted exactly. Between mass and amount of substance they are not: the factor is the molar mass of the analyte, which is measured, and of
 * mixtures such as cholesterol a convention.
 */

/** What a unit measures, and by which power of ten it differs from the other units of that. */
interface Scale {
  kind: string;
  exponent: number;
}

/** Powers of ten of the prefixes. Micro is written as µ (U+00B5), μ (U+03BC), u or mc. */
const PREFIXES: Readonly<Record<string, number>> = {
  "": 0,
  k: 3,
  d: -1,
  c: -2,
  m: -3,
  µ: -6,
  μ: -6,
  u: -6,
  mc: -6,
  n: -9,
  p: -12,
  f: -15,
};
const FORM = /^(mc|[kdcmµμunpf]?)(g|mol|iu|u|eq)\/(mc|[kdcmµμunpf]?)l$/u;

/** A unit as it is compared: without spaces and in one case, but for a capital M at its beginning, which may be mega and not milli. */
export function unitKey(unit: string): string {
  const text = unit.normalize("NFKC").replace(/\s+/gu, "");
  return text.startsWith("M") ? `M${text.slice(1).toLowerCase()}` : text.toLowerCase();
}

function scaleOf(unit: string): Scale | undefined {
  const [, prefix, base, per] = FORM.exec(unitKey(unit)) ?? [];
  if (prefix === undefined || base === undefined || per === undefined) return undefined;
  return { kind: base, exponent: PREFIXES[prefix]! - PREFIXES[per]! };
}

/** By which power of ten a value in one unit is multiplied to be in another; undefined where they cannot be converted exactly. */
export function exponentBetween(from: string, to: string): number | undefined {
  if (unitKey(from) === unitKey(to)) return 0;
  const [a, b] = [scaleOf(from), scaleOf(to)];
  return a && b && a.kind === b.kind ? a.exponent - b.exponent : undefined;
}

/** A number times a power of ten, by its decimal digits: the one that is nearest to the exact result. */
export function scaled(value: number, exponent: number): number {
  const [digits, e = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(e) + exponent}`);
}
