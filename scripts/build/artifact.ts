/** The bundle of a file of functions/: see bundle.ts. */
export interface Artifact {
  /** `finance/transactions` */
  name: string;
  /** The file of `functions/` that it is built from. */
  source: string;
  /** The absolute path of the artifact. */
  file: string;
  /** The size of everything that is loaded before the first call. */
  bytes: number;
  /** The size of the files beside it that are loaded on demand, without `pg.mjs`. */
  laterBytes: number;
  exports: ArtifactExport[];
  /** The files that are part of `bytes`, relative to the project, with the bytes that each contributes. */
  inputs: Record<string, number>;
}

export interface ArtifactExport {
  /** The handler is `index.<name>`. */
  name: string;
  kind: "authorizer" | "endpoint" | "stream" | "consumer" | "schedule" | "serve";
  /** For an endpoint. */
  method?: string;
}
