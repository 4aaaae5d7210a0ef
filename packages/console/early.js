// Runs before the first paint, and before any module: the look that was chosen last, so that nothing flashes, and the files of the page that
// is opened, so that they are on their way while it is still found out who opens it. It is a file because the policy of the page allows no
// inline script. vite/early.ts puts the files in; what is read from localStorage, src/data/appearance.ts writes.
(() => {
  const { documentElement: root, head } = document;
  const known = __PAGES__;

  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("lifeos.appearance")) ?? {};
  } catch {
    // Whoever keeps nothing gets what the system prefers.
  }
  if (kept.theme === "light" || kept.theme === "dark") root.dataset.theme = kept.theme;
  if (kept.density) root.dataset.density = kept.density;
  if (kept.language) root.lang = kept.language;
  for (const [name, value] of Object.entries(kept.accent ?? {})) root.style.setProperty(name, value);

  const language = (kept.language ?? navigator.language).startsWith("de") ? "de" : "en";
  const asked = location.pathname.slice(known.base.length).replace(/\/$/, "").split("/");
  const matches = (path) => {
    const parts = path.split("/");
    return parts.length === asked.length && parts.every((part, at) => part[0] === ":" || part === asked[at]);
  };
  const page = known.pages.find(([path]) => matches(path));
  for (const at of new Set([...known.always[language], ...(page ? page[1][language] : [])])) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.crossOrigin = "";
    link.href = known.base + known.files[at];
    head.append(link);
  }
})();
