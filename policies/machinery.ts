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
  drawSample: {
    article: 'house:trail',
    zh: '记录按所要求方法抽出的样本',
    en: 'Record the sample that was drawn as it was asked for',
  },
  checkPaper: {
    article: 'house:trail',
    zh: '将工作底稿与存证核对并记录',
    en: 'Hold a working paper against the trail and record how they compare',
  },
})
