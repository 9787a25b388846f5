/** What the engine itself may do: let time pass, count it again, and carry reactions. */
import { duties } from './duty.ts'

export const clock = duties('clock', {
  strike: { article: 'house:engine', zh: '期限届满时记录', en: 'Record that a period has ended' },
  recount: {
    article: 'house:engine',
    zh: '工作日历公布后重新计算暂计的期限',
    en: 'Count provisional periods again once the calendar of their days is published',
  },
})

export const courier = duties('courier', {
  carry: {
    article: 'house:engine',
    zh: '传递一个流程在另一流程中引起的事项',
    en: 'Carry what one process causes in another',
  },
  handOver: {
    article: 'house:trail',
    zh: '记录所交付的导出文件',
    en: 'Record the file that an export handed over',
  },
})
