/** That a mutant does not pass unnoticed, and by which test. */
export interface Noticed {
  readonly mutant: string
  readonly test: string
  /** What the ask came to, and what it comes to with the mutant. */
  readonly was: string
  readonly is: string
}
