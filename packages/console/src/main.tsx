/** Starts the console: words, then the frame with the page of the address. */
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { queries } from "./data/queries.ts";
import { router } from "./frame/routes.tsx";
import { firstPlace, PlaceContext, setPlace } from "./words/place.ts";
import { loadWords } from "./words/words.ts";

const start = firstPlace();
setPlace(start);
document.documentElement.lang = start.language;
await Promise.all([loadWords("common", start.language), loadWords("frame", start.language)]);

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <PlaceContext value={start}>
        <RouterProvider router={router()} />
      </PlaceContext>
    </QueryClientProvider>
  </StrictMode>,
);
