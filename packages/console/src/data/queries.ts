/** The answers of the API that this tab knows. */
import { QueryClient } from "@tanstack/react-query";

export const queries = new QueryClient({
  defaultOptions: {
    // The client repeats what may be repeated. What others change comes by the stream, so that neither focus nor time asks again.
    queries: { staleTime: 30_000, gcTime: 600_000, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});
