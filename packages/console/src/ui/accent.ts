/**
 * An accent of one's own: whatever colour is chosen keeps its hue, and its lightness moves until text in it, and text on it, can be read in both
 * themes (WCAG 2.2: 4.5:1). Colours are mixed and judged as browsers do it: OKLab and OKLCH of CSS Color 4, contrast by relative luminance.
 */

/** The surfaces of tokens.css: canvas, surface, sunken and, of the dark theme, raised. */
const THEMES = {
  light: {
    surfaces: ["#f6f4f0", "#ffffff", "#f1eee8"],
    surface: "#ffffff",
    canvas: "#f6f4f0",
    least: 0.3,
    most: 0.62,
    step: -0.008,
    soft: 0.1,
  },
  dark: {
    surfaces: ["#131211", "#1b1a18", "#262421"],
    surface: "#1b1a18",
    canvas: "#131211",
    least: 0.62,
    most: 0.9,
    step: 0.008,
    soft: 0.14,
  },
} as const;

const CONTRAST = 4.5;
/** More colour than this is louder than what it marks. */
const MOST_CHROMA = 0.17;

export type Accent = { accent: string; onAccent: string; soft: string };

/** The custom properties that take the place of those in tokens.css; empty ones, which do not, for LifeOS's own accent. `hex` is `#rrggbb`. */
export function accentTokens(hex: string | null): Record<string, string> {
  if (hex === null || !/^#[0-9a-f]{6}$/i.test(hex)) return { "--accent": "", "--on-accent": "", "--accent-soft": "" };
  const light = accentIn("light", hex);
  const dark = accentIn("dark", hex);
  return {
    "--accent": `light-dark(${light.accent}, ${dark.accent})`,
    "--on-accent": `light-dark(${light.onAccent}, ${dark.onAccent})`,
    "--accent-soft": `light-dark(${light.soft}, ${dark.soft})`,
  };
}

export function accentIn(theme: keyof typeof THEMES, hex: string): Accent {
  const { surfaces, surface, canvas, least, most, step, soft } = THEMES[theme];
  const { chroma, hue, lightness: chosen } = toLch(toOklab(hex));
  for (let lightness = Math.min(most, Math.max(least, chosen)); lightness > 0 && lightness < 1; lightness += step) {
    const accent = fromLch(lightness, Math.min(chroma, MOST_CHROMA), hue);
    const mixed = mix(accent, surface, soft);
    if ([...surfaces, mixed].some((behind) => contrast(accent, behind) < CONTRAST)) continue;
    const onAccent = contrast(accent, "#ffffff") >= contrast(accent, canvas) ? "#ffffff" : canvas;
    return { accent, onAccent, soft: mixed };
  }
  // Black on light and white on dark always can be read, so that the loop has an end before this.
  throw new Error(`No lightness of ${hex} can be read in the ${theme} theme.`);
}

/** Contrast of WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** `share` of `color` in `other`, as `color-mix(in oklab, …)` does it. */
function mix(color: string, other: string, share: number): string {
  const [a, b] = [toOklab(color), toOklab(other)];
  return toHex(fromOklab(a.map((value, at) => value * share + b[at]! * (1 - share))));
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = toLinear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toLch([lightness = 0, a = 0, b = 0]: number[]) {
  return { lightness, chroma: Math.hypot(a, b), hue: Math.atan2(b, a) };
}

/** A colour that screens cannot show loses chroma until they can. */
function fromLch(lightness: number, chroma: number, hue: number): string {
  for (let less = chroma; less > 0; less -= 0.002) {
    const linear = fromOklab([lightness, less * Math.cos(hue), less * Math.sin(hue)]);
    if (linear.every((value) => value >= -0.0001 && value <= 1.0001)) return toHex(linear);
  }
  return toHex(fromOklab([lightness, 0, 0]));
}

function toLinear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function toHex(linear: readonly number[]): string {
  const parts = linear.map((value) => {
    const bounded = Math.min(1, Math.max(0, value));
    const encoded = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${parts.join("")}`;
}

// The matrices of CSS Color 4, section 9.3.
function toOklab(hex: string): number[] {
  const [red = 0, green = 0, blue = 0] = toLinear(hex);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness = 0, a = 0, b = 0]: readonly number[]): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
