/** Every component in every state, for looking and for tests: `?show=fields`, `&theme=dark`, `&language=de`. */
import "#console/ui/tokens.css";
import "#console/ui/base.css";
import "./gallery.css";
import { type ComponentType, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createMemoryRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { Tooltip } from "#console/ui/Tooltip.tsx";
import { type Language, PlaceContext, setPlace } from "#console/words/place.ts";
import { loadOwnWords } from "#console/words/words.ts";

const files = import.meta.glob<{ default: ComponentType }>("./show/*.tsx");

const asked = new URLSearchParams(location.search);
const language = (asked.get("language") ?? "en") as Language;
const locale = language === "de" ? "de-DE" : "en-GB";
const place = { language, locale, zone: "Europe/Berlin", currency: "EUR" };
setPlace(place);
document.documentElement.lang = locale;
document.documentElement.dir = asked.get("dir") ?? "ltr";
document.documentElement.dataset.theme = asked.get("theme") ?? "light";
document.documentElement.dataset.density = asked.get("density") ?? "cosy";
// Nothing is awaited by the module: what is shown may import from the same file, and would wait for it.
void show();

async function show(): Promise<void> {
  await loadOwnWords(language);
  const names =
    asked.get("show")?.split(",") ?? Object.keys(files).map((file) => file.slice("./show/".length, -".tsx".length));
  const parts = await Promise.all(
    names.map(async (name) => ({ name, Part: (await files[`./show/${name}.tsx`]!()).default })),
  );
  const router = createMemoryRouter([{ path: "*", element: <Gallery parts={parts} /> }]);
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <PlaceContext value={place}>
        <RouterProvider router={router} />
      </PlaceContext>
    </StrictMode>,
  );
}

function Gallery({ parts }: { parts: readonly { name: string; Part: ComponentType }[] }) {
  return (
    <main className="gallery" id="content">
      {parts.map(({ name, Part }) => (
        <Part key={name} />
      ))}
      <Tooltip />
    </main>
  );
}
