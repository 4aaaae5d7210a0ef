/** What a bundle is: see bundle.ts. */
export interface Artifact {
  /** `finance/transactions` */
  name: string;
  /** The file of `functions/` it is made of. */
  source: string;
  /** The artifact itself, an absolute path. */
  file: string;
  /** Everything that is loaded before the first call. */
  bytes: number;
  /** What lies beside it to be loaded when it is needed, `pg.mjs` apart. */
  laterBytes: number;
  exports: ArtifactExport[];
  /** Each file that went into `bytes`, relative to the project, and how many of it are left. */
  inputs: Record<string, number>;
}

export interface ArtifactExport {
  /** The handler is `index.<name>`. */
  name: string;
  kind: "authorizer" | "endpoint" | "stream" | "consumer" | "schedule" | "serve";
  /** Of an endpoint. */
  method?: string;
}
