/** Events of a major matter: report, assessment, information upwards and outwards, instruction, closing. */
import * as z from 'zod'
import { board } from '../../../policies/board.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { legal } from '../../../policies/legal.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { audit } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { day, hash, line, processRef, unit } from '../../core/payload.ts'
import { RESOLUTION_FACTS, resolutionFacts } from '../resolution.ts'
import { resolution } from './deciding.ts'
import { everyday } from './everyday.ts'
import { told, toldAll, words } from './kit.ts'
import { matterKind, matterLevel } from './matter-terms.ts'
import type { MatterContext } from './matter-terms.ts'

type C = MatterContext

const reportingEvents = {
  reportMatter: {
    by: [
      business.reportMatter,
      consumerProtection.reportMatter,
      legal.reportMatter,
      audit.report,
      courier.carry,
    ],
    title: text('报告重大事项', 'Report a major matter'),
    nature: 'submission',
    opens: true,
    capacity: 'submitter',
    notices: [told('seniorManagement', '重大事项待研判', 'A matter is to be assessed')],
    payload: z.object({
      kind: matterKind,
      source: processRef().optional(),
      unit: unit().optional(),
      summary: words().optional(),
    }),
  },
  assessMatter: {
    by: management.handleMatter,
    title: text('研判', 'Assess it'),
    nature: 'decision',
    capacity: 'assessor',
    notices: toldAll(
      text('重大事项已研判', 'A matter was assessed'),
      'consumerProtection',
      'supervisoryBody',
    ),
    payload: z.object({
      level: matterLevel,
      contentHash: hash(),
      /** Whether it is to be reported to the regulator. */
      regulator: z.boolean(),
      grounds: words(),
    }),
  },
  reportAssessmentOverdue: {
    by: clock.strike,
    title: text('研判逾期', 'The assessment is overdue'),
    nature: 'record',
    notices: toldAll(
      text('重大事项研判逾期', 'A matter is not assessed in time'),
      'consumerProtectionCommittee',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  informBoard: {
    by: management.handleMatter,
    title: text('报告委员会和董事会', 'Report it to committee and board'),
    nature: 'submission',
    capacity: 'proposer',
    notices: toldAll(
      text('重大事项待审议', 'A major matter awaits the board'),
      'consumerProtectionCommittee',
      'board',
      'supervisoryBody',
    ),
    payload: z.object({ grounds: words() }),
  },
  escalateInforming: {
    by: clock.strike,
    title: text('未按期报告董事会', 'Not reported to the board in time'),
    nature: 'record',
    notices: toldAll(
      text('重大事项未按期报告', 'A major matter was not reported in time'),
      'consumerProtectionCommittee',
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  tellRegulator: {
    by: management.handleMatter,
    title: text('报告监管机构', 'Report it to the regulator'),
    nature: 'record',
    regions: ['regulatorNotice'],
    notices: [told('regulator', '重大事项报告', 'A major matter is reported')],
    payload: z.object({ through: line(60), evidenceHash: hash() }),
  },
  reportRegulatorOverdue: {
    by: clock.strike,
    title: text('未按期报告监管机构', 'Not reported to the regulator in time'),
    nature: 'record',
    notices: toldAll(
      text('重大事项未按期报告监管机构', 'The regulator was not told in time'),
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
} as const satisfies EventTable

const boardEvents = {
  noteMatter: {
    by: board.considerWork,
    title: text('董事会听取报告', 'The board takes note'),
    nature: 'decision',
    capacity: 'decider',
    reads: RESOLUTION_FACTS,
    notices: [told('seniorManagement', '董事会已听取报告', 'The board has taken note')],
    payload: z.object({ resolution }),
  },
  instructOnMatter: {
    by: board.considerWork,
    title: text('董事会作出指示', 'The board instructs'),
    nature: 'decision',
    capacity: 'decider',
    reads: RESOLUTION_FACTS,
    notices: [told('seniorManagement', '董事会已作出指示', 'The board has instructed')],
    payload: z.object({ resolution, performBy: day(), instruction: words() }),
  },
  escalateMatterBoard: {
    by: clock.strike,
    title: text('董事会审议逾期', 'The board did not deliberate in time'),
    nature: 'record',
    notices: [told('supervisoryBody', '重大事项审议逾期', 'A deliberation is overdue')],
    payload: z.object({}),
  },
  reportDevelopment: {
    by: management.handleMatter,
    title: text('报告重大进展', 'Report a material development'),
    nature: 'submission',
    capacity: 'proposer',
    notices: toldAll(
      text('重大事项有重大进展，原决议已过时', 'A development makes what was resolved outdated'),
      'consumerProtectionCommittee',
      'board',
    ),
    payload: z.object({ contentHash: hash(), grounds: words() }),
  },
  performInstruction: {
    by: management.handleMatter,
    title: text('报告指示落实情况', 'Report that the instruction is performed'),
    nature: 'record',
    notices: [told('board', '董事会指示已落实', 'An instruction is performed')],
    payload: z.object({ evidenceHash: hash() }),
  },
  reportInstructionOverdue: {
    by: clock.strike,
    title: text('指示落实逾期', 'The instruction is not performed in time'),
    nature: 'record',
    notices: toldAll(
      text('董事会指示落实逾期', 'An instruction of the board is overdue'),
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  remindMatter: {
    by: clock.strike,
    title: text('处置逾期', 'Not concluded in time'),
    nature: 'record',
    notices: toldAll(
      text('重大事项处置逾期', 'A major matter is not concluded in time'),
      'consumerProtectionCommittee',
      'board',
    ),
    payload: z.object({}),
  },
  concludeMatter: {
    by: management.handleMatter,
    title: text('办结重大事项', 'Conclude it'),
    nature: 'decision',
    notices: toldAll(
      text('重大事项已办结', 'A major matter is concluded'),
      'board',
      'consumerProtectionCommittee',
      'supervisoryBody',
    ),
    payload: z.object({ outcomeHash: hash(), grounds: words() }),
  },
} as const satisfies EventTable

export const matterEvents = {
  ...reportingEvents,
  ...boardEvents,
  ...everyday,
} as const satisfies EventTable
export const matterFacts = { ...resolutionFacts } as const satisfies FactTable<C>

export type MatterEvent = Asked<typeof matterEvents, typeof matterFacts>
export type MatterEventOf<K extends MatterEvent['type']> = Extract<MatterEvent, { type: K }>
export const matterTypes = chartTypes<C, MatterEvent>()
