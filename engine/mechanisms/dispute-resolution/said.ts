import type { Citation, Text } from '../../../policies/law.ts'

interface Said {
  readonly says: Text
  readonly change: Text
  readonly article: Citation
}

/** What a rule says when it refuses, and what would have to change; each as [zh, en]. */
export const said = (
  [zh, en]: readonly [string, string],
  [changeZh, changeEn]: readonly [string, string],
  article: Citation,
): Said => ({ says: { zh, en }, change: { zh: changeZh, en: changeEn }, article })
