/** Which mechanisms the first of the two files of walks takes: all take about as long as the others. */
export const BEFORE_AND_DURING: ReadonlySet<string> = new Set([
  'M01',
  'M02',
  'M03',
  'M04',
  'M05',
  'M06',
])
