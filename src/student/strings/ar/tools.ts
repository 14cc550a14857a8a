import type { ToolsCatalog } from '../en-tools.ts';
import { isolated } from './isolated.ts';

/** The words of the tools beside a question, in Arabic; see `en-tools.ts`. */
export const arTools: ToolsCatalog = {
  tools: 'الأدوات',
  close: (tool) => `أغلق ${tool}`,
  closeShort: 'أغلق',

  names: {
    answerEliminator: 'شطب الإجابات',
    highlighter: 'قلم التظليل',
    notes: 'التظليل والملاحظات',
    lineReader: 'مسطرة القراءة',
    calculator: 'الآلة الحاسبة',
    referenceSheet: 'ورقة المعلومات',
    readAloud: 'اقرأ بصوت',
    shortcuts: 'اختصارات لوحة المفاتيح',
  },

  crossOut: {
    option: (letter) => `اشطب الخيار ${letter}`,
    chosen: 'اخترت هذا الخيار، لذلك لا يمكن شطبه.',
  },

  shortcuts: {
    heading: 'اختصارات لوحة المفاتيح',
    about: 'اضغط مفتاحًا واحدًا. لا تفعل شيئًا أثناء الكتابة.',
    off: 'الاختصارات متوقفة.',
    use: 'استعمل اختصارات لوحة المفاتيح',
    keys: 'المفاتيح',
    does: 'ما تفعله',
    close: 'أغلق',
    next: 'السؤال التالي',
    previous: 'السؤال السابق',
    flag: 'علِّم للمراجعة أو أزِل العلامة',
    review: 'راجع الإجابات',
    choose: 'اختر خيارًا',
    crossOut: 'اشطب خيارًا',
    help: 'هذه القائمة',
    to: (from, to) => `${isolated(from)} إلى ${isolated(to)}`,
    with: (one, other) => isolated(`${one} + ${other}`),
    or: (one, other) => `${isolated(one)} أو ${isolated(other)}`,
    shift: 'Shift',
    flagged: 'عليه علامة للمراجعة',
    unflagged: 'أُزيلت العلامة',
  },
};
