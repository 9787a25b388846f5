/** Events that every chart takes: everyday work, who is in charge, corrections, and the keeping of the file. */
import * as z from 'zod'
import { business } from '../../../../policies/business.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../../policies/information-officer.ts'
import { legal } from '../../../../policies/legal.ts'
import { text } from '../../../../policies/law.ts'
import { management } from '../../../../policies/management.ts'
import { regulator } from '../../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../../policies/supervisors.ts'
import type { EventTable } from '../../../core/mechanism.ts'
import { day, hash, instant, line, oneOf, unit } from '../../../core/payload.ts'
import { caseWorkEvents } from '../../case-work.ts'
import { everydayEvents } from '../../everyday.ts'
import { requestKind } from '../request/words.ts'
import { label, words } from './terms.ts'

const everybody = [
  informationOfficer.supervise,
  business.processInformation,
  consumerProtection.watchInformation,
  legal.decideRetention,
  management.governInformation,
  audit.report,
]

const everyday = everydayEvents({
  note: everybody,
  attachEvidence: everybody,
  inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
  answerInquiry: [informationOfficer.answerInquiry, management.governInformation],
  explainBreach: [informationOfficer.supervise, management.governInformation],
})

const change = <S extends z.ZodType>(id: string, shape: S) =>
  z.object({ was: shape, is: shape }).meta({ id: `Information${id}Correction` })
/** What may be corrected as a mistake of entry; everything else is changed by its own event. */
const record = oneOf('InformationCorrection', {
  label: change('Label', label()),
  unit: change('Unit', unit()),
  kind: change('Kind', requestKind),
  receivedOn: change('ReceivedOn', day()),
  discoveredAt: change('DiscoveredAt', instant()),
})

const keepers = [consumerProtection.holdInformation, legal.holdInformation]
const nobody = [informationOfficer.supervise]
/** Officers pass a case on to one another; whoever has a part in it steps aside. */
const { reassign, recuse, correctRecord } = caseWorkEvents({
  by: {
    reassign: informationOfficer.supervise,
    recuse: [
      informationOfficer.supervise,
      consumerProtection.watchInformation,
      legal.decideRetention,
      management.governInformation,
    ],
    correctRecord: informationOfficer.keepRecords,
    attachEvidence: nobody,
    note: nobody,
    explainBreach: nobody,
    inquire: nobody,
    answerInquiry: nobody,
    recordContact: nobody,
    askMaterial: nobody,
    receiveMaterial: nobody,
    setUrgency: nobody,
  },
  about: {},
  of: 'actor',
  record,
})

export const commonEvents = {
  ...everyday,
  reassign,
  recuse,
  correctRecord: {
    ...correctRecord,
    notices: [
      {
        to: 'consumerProtection',
        about: text('记录被更正', 'A record was corrected'),
      },
    ],
  },
  placeHold: {
    by: keepers,
    title: text('暂缓处置档案', 'Hold the record back from disposal'),
    nature: 'order',
    afterEnd: true,
    payload: z.object({ grounds: words() }),
  },
  releaseHold: {
    by: keepers,
    title: text('解除暂缓处置', 'Release the hold on the record'),
    nature: 'order',
    afterEnd: true,
    payload: z.object({ grounds: words() }),
  },
  proposeDisposal: {
    by: informationOfficer.keepRecords,
    title: text('提议处置档案', 'Propose to dispose of the record'),
    nature: 'submission',
    afterEnd: true,
    payload: z.object({ reason: line() }),
  },
  confirmDisposal: {
    by: [informationOfficer.keepRecords, legal.holdInformation],
    title: text('确认处置档案', 'Confirm the disposal of the record'),
    nature: 'decision',
    afterEnd: true,
    payload: z.object({ protocolHash: hash() }),
  },
} as const satisfies EventTable
