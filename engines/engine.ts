/** What a test or a proof needs to be on the machine: what it is, whether it is here, and what to install. */
export interface Engine {
  readonly name: string;
  readonly found: boolean;
  readonly install: string;
}
