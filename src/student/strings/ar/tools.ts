import type { ToolsCatalog } from '../en-tools.ts';
import { isolated } from './isolated.ts';
import type { Numbers } from './numbers.ts';

/** The words of the tools beside a question, in Arabic; see `en-tools.ts`. */
export const arTools = ({ number }: Numbers): ToolsCatalog => ({
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

  highlighter: {
    about: 'حدِّد كلمات في النص، ثم اختر لونًا.',
    keys: 'بلوحة المفاتيح: انتقل إلى النص بمفتاح Tab. السهمان الأيمن والأيسر يختاران كلمة، ومع Shift كلمات أكثر. مفتاح Enter ينقلك إلى الألوان.',
    selected: (words) => `المحدَّد: «${isolated(words)}»`,
    colours: { yellow: 'أصفر', green: 'أخضر', pink: 'وردي' },
    marked: {
      yellow: (words) => `ظُلِّل بالأصفر: «${isolated(words)}»`,
      green: (words) => `ظُلِّل بالأخضر: «${isolated(words)}»`,
      pink: (words) => `ظُلِّل بالوردي: «${isolated(words)}»`,
    },
    list: 'ما ظلَّلته',
    none: 'لم يُظلَّل شيء بعد.',
    goTo: (words) => `انتقل إلى «${isolated(words)}»`,
    addNote: (words) => `اكتب ملاحظة على «${isolated(words)}»`,
    addNoteShort: 'اكتب ملاحظة',
    note: (words) => `ملاحظة على «${isolated(words)}»`,
    remove: (words) => `أزِل تظليل «${isolated(words)}»`,
    removeShort: 'أزِل',
    removed: (words) => `أُزيل: «${isolated(words)}»`,
    cut: (max) => `الحد الأقصى للملاحظة ${number(max)} حرف. ما جاء بعد ذلك لم يُحفظ.`,
    full: 'لا مكان لمزيد من التظليل والملاحظات. أزِل ما لا تحتاج إليه.',
    notDrawn: 'لا يستطيع هذا المتصفح تلوين النص. ما ظلَّلته في هذه القائمة.',
  },

  referenceSheet: {
    opening: 'تُفتح ورقة المعلومات',
    none: 'لا توجد ورقة معلومات لهذا الاختبار على هذا الجهاز. أكمل بدونها وأخبر معلمك.',
  },

  lineReader: {
    handle: 'مسطرة القراءة',
    at: (percent) => `على ${number(percent)} ٪ من النافذة`,
  },

  readAloud: {
    passage: 'اقرأ النص',
    question: 'اقرأ السؤال',
    pause: 'توقف قليلًا',
    goOn: 'أكمل',
    stop: 'أوقف',
    rate: 'السرعة',
    rates: { slow: 'بطيئة', usual: 'معتادة', fast: 'سريعة', faster: 'سريعة جدًا' },
    gone: 'توقف الصوت. اختر «أكمل» للمحاولة مرة أخرى. إذا بقي صامتًا فأخبر معلمك.',
    noVoice: (language) => `لا يوجد على هذا الجهاز صوت لهذه اللغة: ${isolated(language)}. لا يُقرأ هذا الجزء.`,
    noVoiceAtAll: 'لا يوجد على هذا الجهاز صوت خاص به، لذلك لا يستطيع القراءة. أخبر معلمك.',
  },

  calculator: {
    is: (line, result) => isolated(`${line} = ${result}`),
    errors: {
      unfinished: 'ينقص شيء في هذا السطر.',
      'divided-by-zero': 'لا يمكن القسمة على 0.',
      undefined: 'ليس لهذا ناتج.',
      'too-large': 'الناتج أكبر من أن يُعرض.',
    },
    angle: { degrees: 'الزوايا بالدرجات: غيِّر', radians: 'الزوايا بالراديان: غيِّر' },
    units: { degrees: 'درجة', radians: 'راديان' },
    keys: {
      clear: 'امسح',
      back: 'احذف آخر مفتاح',
      open: 'افتح القوس',
      close: 'أغلق القوس',
      divide: 'مقسومًا على',
      times: 'ضرب',
      minus: 'ناقص',
      plus: 'زائد',
      point: 'الفاصلة العشرية',
      percent: 'بالمئة',
      root: 'الجذر التربيعي',
      equals: 'يساوي',
      sin: 'الجيب',
      cos: 'جيب التمام',
      tan: 'الظل',
      asin: 'معكوس الجيب',
      acos: 'معكوس جيب التمام',
      atan: 'معكوس الظل',
      pi: 'باي',
      e: 'العدد e',
      ln: 'اللوغاريتم الطبيعي',
      log: 'اللوغاريتم للأساس 10',
      square: 'تربيع',
      power: 'مرفوعًا إلى',
      factorial: 'المضروب',
      answer: 'آخر ناتج',
    },
  },

  shortcuts: {
    heading: 'اختصارات لوحة المفاتيح',
    about: 'اضغط مفتاحًا واحدًا. لا تفعل شيئًا أثناء الكتابة.',
    off: 'الاختصارات متوقفة.',
    otherAlphabet:
      'هل تكتب لوحة مفاتيحك حروفًا أخرى، كالعربية؟ اضغط المفتاح الذي في مكان الحرف نفسه على لوحة مفاتيح إنجليزية.',
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
});
