// What the clocks of the three charts have in common.

export const FIVE_YEARS = '2031-03-02'
export const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
export const departments = ['businessDepartment', 'consumerProtection']
export const inquired = {
  clock: 'inquiry',
  lastDay: '2026-03-12',
  event: 'markInquiryOverdue',
  told: ['seniorManagement'],
  facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
} as const
export const kept = {
  event: 'endRetention',
  told: [],
  facts: { record: { stage: 'DUE' } },
} as const
