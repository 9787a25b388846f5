/** Events of the end: the purpose is achieved, the information is deleted or kept by law (PIPL art. 47). */
import * as z from 'zod'
import { informationOfficer } from '../../../../policies/information-officer.ts'
import { legal } from '../../../../policies/legal.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { partner, system } from '../../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { day, hash, line, subject } from '../../../core/payload.ts'
import { words } from '../common/terms.ts'
import { proposers } from './events-proposal.ts'
import { retentionGround } from './terms.ts'

const toDelete: readonly Notice[] = [
  {
    to: 'businessDepartment',
    about: text('应删除个人信息', 'The information is to be deleted'),
  },
  {
    to: 'personalInformationOfficer',
    about: text('应删除个人信息', 'The information is to be deleted'),
  },
]

export const endEvents = {
  endPurpose: {
    by: proposers,
    title: text('处理目的已实现或停止提供服务', 'The purpose is achieved or the service ends'),
    nature: 'record',
    notices: toDelete,
    payload: z.object({ reason: line() }),
  },
  lapsePurpose: {
    by: clock.strike,
    title: text('约定的处理期限届满', 'The stated term of the purpose has ended'),
    nature: 'record',
    notices: toDelete,
    payload: z.object({}),
  },
  submitDeletionProof: {
    by: [...proposers, system.report],
    title: text('提交删除证明', 'Hand in the proof of deletion'),
    nature: 'submission',
    capacity: 'submitter',
    payload: z.object({ proofHash: hash() }),
  },
  confirmProcessorDeletion: {
    by: [partner.confirmDeletion, ...proposers],
    title: text(
      '证明受托人、接收方已返还或删除',
      'Confirm that a processor or recipient returned or deleted it',
    ),
    nature: 'record',
    payload: z.object({ partner: subject('partner'), proofHash: hash() }),
  },
  confirmDeletion: {
    by: informationOfficer.supervise,
    title: text('确认已删除', 'Confirm the deletion'),
    nature: 'decision',
    capacity: 'verifier',
    payload: z.object({ verification: words() }),
  },
  flagDeletionOverdue: {
    by: clock.strike,
    title: text('逾期未删除', 'Not deleted in time'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('个人信息逾期未删除', 'Not deleted in time') },
      { to: 'supervisoryBody', about: text('个人信息逾期未删除', 'Not deleted in time') },
    ],
    payload: z.object({}),
  },
  retainByLaw: {
    by: legal.decideRetention,
    title: text('依法继续保存', 'Keep it as other law demands'),
    nature: 'decision',
    capacity: 'decider',
    /** The provision that keeps it, by law and article, or why it cannot be deleted. */
    payload: z.object({ ground: retentionGround, basis: line(), until: day() }),
  },
  endLegalRetention: {
    by: clock.strike,
    title: text('法定保存期届满', 'The period kept by law has ended'),
    nature: 'record',
    notices: toDelete,
    payload: z.object({}),
  },
  endAssessmentRetention: {
    by: clock.strike,
    title: text(
      '评估报告和处理记录保存期届满',
      'The record of the assessment has been kept for its period',
    ),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
  endProvisionRetention: {
    by: clock.strike,
    title: text(
      '提供、委托处理记录保存期届满',
      'The record of providing has been kept for its period',
    ),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
} as const satisfies EventTable
