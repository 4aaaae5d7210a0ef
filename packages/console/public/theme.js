// Runs before the first paint: the look that was chosen last, so that nothing flashes. It is a file because the policy of the page allows
// no inline script. What it reads, src/data/appearance.ts writes.
(() => {
  const { dataset, style } = document.documentElement;
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem("lifeos.appearance"));
  } catch {
    // Whoever keeps nothing gets what the system prefers.
  }
  if (!kept) return;
  if (kept.theme === "light" || kept.theme === "dark") dataset.theme = kept.theme;
  if (kept.density) dataset.density = kept.density;
  if (kept.language) document.documentElement.lang = kept.language;
  for (const [name, value] of Object.entries(kept.accent ?? {})) style.setProperty(name, value);
})();
