import type { Catalog } from '../en.ts';
import { isolated } from './isolated.ts';
import type { Numbers } from './numbers.ts';
import { said } from './said.ts';

/** The words of an open question, in Arabic; see `en.ts`. */
export const arText = ({ number }: Numbers): Catalog => ({
  dir: 'rtl',
  number,
  said: (words) => (said as Record<string, string>)[words] ?? words,
  title: (...parts) => [...parts, 'Satchel'].join(' · '),
  skip: 'انتقل إلى السؤال',
  opening: 'جارٍ الفتح',

  attempt: {
    questions: 'الأسئلة',
    question: (n) => `السؤال ${number(n)}`,
    questionOf: (n, total) => `السؤال ${number(n)} من ${number(total)}`,
    passage: 'النص',
    passageAbove: 'نصه موجود قبله.',
    previous: 'السابق',
    next: 'التالي',
    flag: 'علِّم للمراجعة',
    review: 'راجع الإجابات',
    opening: 'السؤال قيد الفتح',
    cannotOpen: 'لا يمكن فتح هذا السؤال على هذا الجهاز. إجاباتك الأخرى محفوظة. أخبر معلمك.',
    tryAgain: 'حاول مرة أخرى',
    notShown: 'لا يستطيع هذا التطبيق بعد عرض مكان الإجابة عن هذا السؤال. انتقل إلى السؤال التالي وأخبر معلمك.',
    pictureMissing: (alt) => (alt ? `هذه الصورة غير موجودة: ${isolated(alt)}` : 'توجد هنا صورة ناقصة.'),
    mediaMissing: 'يوجد هنا تسجيل ناقص. أخبر معلمك.',
    copy: (words) => `اخترت في هذه النافذة ${isolated(words)}. لم يُحفظ هذا كإجابة لك.`,
    copyCleared: 'مسحت هذه الإجابة في هذه النافذة. لم يُحفظ هذا التغيير.',
    copyDrop: 'حسنًا',
  },

  choice: {
    clear: 'امسح الإجابة',
    any: 'اختر ما تشاء من الإجابات.',
    upTo: (max) => `اختر ${number(max)} على الأكثر.`,
    atLeast: (min) => `اختر ${number(min)} على الأقل.`,
    between: (min, max) => (min === max ? `اختر ${number(min)}.` : `اختر من ${number(min)} إلى ${number(max)}.`),
    full: (max) => `اخترت ${number(max)}. لتختار غيرها، أزل واحدة أولًا.`,
    option: (letter) => `الخيار ${letter}`,
  },

  stitch: {
    open: 'بلا إجابة',
    saving: 'لم تُحفظ بعد',
    closed: 'محفوظة على هذا الجهاز',
    knotted: 'محفوظة على الخادم',
    torn: 'تحتاج إلى انتباه',
    answered: 'أُجيب عنه',
    none: 'لا شيء للإجابة عنه',
    flagged: 'عليها علامة',
  },

  status: {
    saving: 'جارٍ الحفظ',
    device: 'محفوظ على هذا الجهاز',
    server: 'محفوظ على الخادم',
    attention: 'يحتاج إلى انتباه',
    because: (reason) => `يحتاج إلى انتباه: ${reason}`,
    memory: 'إجابتك الأخيرة ليست على هذا الجهاز بعد',
    direct: 'لا يستطيع هذا الجهاز الحفظ، لذلك توجد إجاباتك الأخيرة على الخادم فقط',
    elsewhere: 'هذا الاختبار مفتوح في نافذة أخرى',
    refused: 'لم يستطع الخادم أخذ إحدى الإجابات كما هي',
  },

  banner: {
    heading: 'الرسائل',
    storage:
      'لا يستطيع هذا الجهاز الحفظ الآن. إجابتك الأخيرة موجودة في هذه النافذة فقط. اترك هذه النافذة مفتوحة وأخبر معلمك.',
    storageDirect:
      'لا يستطيع هذا الجهاز الحفظ الآن. ذهبت إجاباتك الأخيرة مباشرة إلى الخادم. اترك هذه النافذة مفتوحة وأخبر معلمك.',
    storageDetail: (detail) => `لمعلمك: ${isolated(detail)}`,
    retry: 'حاول الحفظ مرة أخرى',
    elsewhere: 'هذا الاختبار مفتوح في نافذة أخرى. يمكنك هنا أن تقرأه فقط.',
    continueHere: 'تابع هنا',
    signInAgain: 'يطلب الخادم أن تدخل مرة أخرى. لم يضِع شيء، ويمكنك أن تتابع الإجابة.',
    signInAgainButton: 'ادخل مرة أخرى',
    updateNeeded:
      'يحتاج هذا التطبيق إلى تحديث قبل أن يستطيع الإرسال. تبقى إجاباتك محفوظة على هذا الجهاز حتى ذلك الوقت.',
    broken: 'لم يستطع التطبيق فتح كل أجزائه. كل ما حُفظ ما زال على هذا الجهاز. افتحه مرة أخرى.',
    brokenUnsaved:
      'لم يستطع التطبيق فتح كل أجزائه، لذلك لم تُحفظ إجابتك الأخيرة. ما حُفظ قبل ذلك في أمان. افتحه مرة أخرى ثم أجب من جديد.',
    reload: 'افتح مرة أخرى',
  },
});
