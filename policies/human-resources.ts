/** Human resources. */
import { duties } from './duty.ts'

export const humanResources = duties('humanResources', {
  readRegisters: {
    verb: 'read',
    mechanism: 'G01',
    article: 'house:governance',
    zh: '查阅机构、人员和对象登记',
    en: 'Read the registers of units, people and subjects',
  },
  read: {
    verb: 'read',
    scope: 'unit',
    article: '2022-9:18',
    zh: '人力资源部门查阅本部门流程',
    en: 'Human resources reads the processes of its unit',
  },
  // M10
  readAssessments: {
    verb: 'read',
    mechanism: 'M10',
    article: '2022-9:18',
    zh: '查阅内部考核和问责流程',
    en: 'Read assessments and cases of accountability',
  },
  assess: {
    article: '2022-9:18',
    zh: '与消保部门共同组织内部考核，并考核消保部门',
    en: 'Organise the assessment with the department, and score the department itself',
  },
  linkToPay: {
    article: '2020-3:27',
    zh: '将考核结果用于薪酬、晋升和评级',
    en: 'Apply results to pay, promotion and rating',
  },
  hear: {
    article: '2020-3:26',
    zh: '听取当事人陈述并记录',
    en: 'Hear those whom a case of accountability concerns',
  },

  appoint: {
    article: 'house:governance',
    zh: '办理岗位任免登记',
    en: 'Record appointments to seats',
  },
  // M09
  readTraining: {
    verb: 'read',
    mechanism: 'M09',
    article: '2022-9:17',
    zh: '人力资源部门查阅全部培训流程',
    en: 'Human resources reads all training',
  },
  runTraining: {
    article: '2022-9:17',
    zh: '组织培训：报名、出勤、补训、豁免、续训和离职登记',
    en: 'Run training: enrolment, attendance, remedial courses, waivers, the next year, leaving',
  },
  examineTraining: {
    article: '2022-9:17',
    zh: '独立于受训人组织考试并评分',
    en: 'Examine and grade, apart from the trainee',
  },
  readDisclosure: {
    verb: 'read',
    mechanism: 'M02',
    article: '2022-9:10',
    zh: '人力资源部门查阅披露流程，以便签认年度数据',
    en: 'Human resources reads disclosure, so that it can sign the figures of the year',
  },
  signFigures: {
    article: '2022-9:10',
    zh: '签认培训和考核数据供年度报告使用',
    en: 'Sign the figures of training and assessment for the annual report',
  },
  // G05
  entrust: {
    article: 'house:delegation',
    zh: '将本岗位的职责在规定范围和期限内委托他人，并可撤销',
    en: 'Delegate duties of the seat within a scope and for a time, and revoke that',
  },
  readDelegations: {
    verb: 'read',
    mechanism: 'G05',
    article: 'house:delegation',
    zh: '查阅全部授权委托',
    en: 'Read every delegation',
  },
})
