import type { InteractionCatalog } from '../en-interactions.ts';
import { isolated } from './isolated.ts';
import type { Numbers } from './numbers.ts';

/** The words of the questions that are no choice, in Arabic; see `en-interactions.ts`. */
export const arInteractions = ({ number, plural }: Numbers): InteractionCatalog => {
  const times = (count: number) =>
    plural(count, {
      one: 'مرة واحدة',
      two: 'مرتين',
      few: `${number(count)} مرات`,
      many: `${number(count)} مرة`,
      other: `${number(count)} مرة`,
    });
  return {
    unsupported: (name) =>
      `هذا السؤال من نوع «${isolated(name)}»، ولا يستطيع هذا التطبيق عرضه بعد. انتقل إلى السؤال التالي وأخبر معلمك.`,

    copy: {
      before: 'أجبت في هذه النافذة:',
      after: 'لم يُحفظ هذا كإجابة لك.',
    },

    view: {
      with: 'مع',
      arrow: '←',
      place: (n) => `المكان ${number(n)}`,
      point: (x, y) => `${number(x)} عرضًا، ${number(y)} نزولًا`,
      file: 'ملف',
    },

    mixed: {
      question: 'السؤال',
      questionsOf: (numbers, total) => {
        const [first = 0] = numbers;
        const last = numbers.at(-1) ?? first;
        if (numbers.length === 1) return `السؤال ${number(first)} من ${number(total)}`;
        const isRow = numbers.length > 2 && last - first === numbers.length - 1;
        return isRow
          ? `الأسئلة ${number(first)} إلى ${number(last)} من ${number(total)}`
          : `الأسئلة ${numbers.slice(0, -1).map(number).join('، ')} و${number(last)} من ${number(total)}`;
      },
      flag: (n) => `علِّم للمراجعة: السؤال ${number(n)}`,
    },

    entry: {
      integer: 'هنا يُكتب عدد صحيح، مثل 12.',
      float: 'هنا يُكتب عدد، مثل 12.5.',
      pattern: 'ليس هذا بالشكل الذي يطلبه السؤال.',
      cut: (max) =>
        `لا يتسع المكان لكل ذلك: أقصى طول للإجابة ${number(max)} حرف. حُذفت نهاية ما أضفته، وبقيت باقي إجابتك كما كانت.`,
    },
    menu: { choose: 'اختر' },
    slider: { none: 'لا إجابة بعد' },
    media: {
      play: 'شغِّل',
      pause: 'أوقف مؤقتًا',
      recording: 'تسجيل',
      left: (left) => (left === 0 ? 'شغَّلته كل المرات المسموح بها.' : `يمكنك تشغيله ${times(left)}.`),
      more: (more) => `شغِّله ${times(more)} على الأقل.`,
      missing: 'هذا التسجيل غير موجود. انتقل إلى السؤال التالي وأخبر معلمك.',
      broken: 'لا يستطيع هذا الجهاز تشغيل هذا التسجيل. انتقل إلى السؤال التالي وأخبر معلمك.',
    },
    words: (count) =>
      plural(count, {
        one: 'كلمة واحدة',
        two: 'كلمتان',
        few: `${number(count)} كلمات`,
        many: `${number(count)} كلمة`,
        other: `${number(count)} كلمة`,
      }),
  };
};
