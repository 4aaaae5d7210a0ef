import { describe, expect, it } from "vitest";
import { accentIn, accentTokens, contrast } from "./accent.ts";

const levels = ["00", "2b", "55", "80", "aa", "d5", "ff"];
const sample = levels.flatMap((red) => levels.flatMap((green) => levels.map((blue) => `#${red}${green}${blue}`)));

describe.each([
  { theme: "light", surfaces: ["#f6f4f0", "#ffffff", "#f1eee8"], caption: "#6a655d" },
  { theme: "dark", surfaces: ["#131211", "#1b1a18", "#262421"], caption: "#a39c90" },
] as const)("whatever colour is chosen, in the $theme theme", ({ theme, surfaces, caption }) => {
  const accents = sample.map((hex) => accentIn(theme, hex));

  it("text in it can be read on every surface and on its own tint", () => {
    const least = Math.min(
      ...accents.flatMap(({ accent, soft }) => [...surfaces, soft].map((behind) => contrast(accent, behind))),
    );
    expect(least).toBeGreaterThanOrEqual(4.5);
  });

  it("text on it can be read", () => {
    expect(Math.min(...accents.map(({ accent, onAccent }) => contrast(accent, onAccent)))).toBeGreaterThanOrEqual(5);
  });

  it("captions can be read on its tint", () => {
    expect(Math.min(...accents.map(({ soft }) => contrast(caption, soft)))).toBeGreaterThanOrEqual(4.5);
  });
});

it("keeps a colour that can be read already", () => {
  expect(accentIn("light", "#1c6b57").accent).toBe("#1c6b57");
});

it("leaves the look alone without a colour, or with what is none", () => {
  const none = { "--accent": "", "--on-accent": "", "--accent-soft": "" };
  expect(accentTokens(null)).toEqual(none);
  expect(accentTokens("red; --ink: white")).toEqual(none);
});
