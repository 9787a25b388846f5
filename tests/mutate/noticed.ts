/** That a mutant does not pass unnoticed, and by which test. */
export interface Noticed {
  readonly mutant: string
  readonly test: string
  /** What the ask came to, and what it comes to with the mutant. */
  readonly was: string
  readonly is: string
  /**
   * 3: its own refusal is missing; 2: the deed is answered otherwise, or leads elsewhere; 1: only what the
   * case knows afterwards differs, so the test must be run to see whether it looks at that.
   */
  readonly strength: 1 | 2 | 3
}
