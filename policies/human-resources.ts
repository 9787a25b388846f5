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
  appoint: {
    article: 'house:governance',
    zh: '办理岗位任免登记',
    en: 'Record appointments to seats',
  },
})
