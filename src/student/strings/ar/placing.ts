import type { PlacingCatalog } from '../en-placing.ts';
import { isolated } from './isolated.ts';
import type { Numbers } from './numbers.ts';

/** The words of questions in which things are put in order, together, into gaps and onto pictures, in Arabic; see `en-placing.ts`. */
export const arPlacing = ({ number, plural }: Numbers): PlacingCatalog => ({
  clear: 'امسح الإجابة',
  takeOut: 'أزِل',
  takeOutNamed: (name) => `أزِل ${isolated(name)}`,
  option: (n) => `الخيار ${number(n)}`,
  usedUp: (name, max) =>
    max === 1
      ? `${isolated(name)} مستعمل من قبل. أزِله من مكانه أولًا.`
      : `${isolated(name)} مستعمل ${plural(max, {
          one: 'مرة واحدة',
          two: 'مرتين',
          few: `${number(max)} مرات`,
          many: `${number(max)} مرة`,
          other: `${number(max)} مرة`,
        })} من قبل. أزِل واحدًا أولًا.`,
  full: (max) => `استعملت كل ما يمكنك استعماله (${number(max)}). أزِل واحدًا أولًا.`,
  used: 'مستعمل',
  held: (name) => `${isolated(name)}: اختر مكانه.`,
  letGo: 'اتركه',
  cleared: 'مُسحت إجابتك.',

  order: {
    guide: 'اسحب كل واحد إلى مكانه، أو استعمل الأسهم.',
    guideSideways: 'اسحب كل واحد إلى مكانه. أو اختره ثم اختر مكانه الجديد. تعمل مفاتيح الأسهم أيضًا.',
    guideSome: 'ضعها بالترتيب.',
    position: (at, total) => `${number(at)} من ${number(total)}`,
    earlier: (name) => `ارفع ${isolated(name)}`,
    later: (name) => `أنزِل ${isolated(name)}`,
    moved: (name, at, total) => `${isolated(name)}، الآن ${number(at)} من ${number(total)}.`,
    out: (name) => `${isolated(name)} خرج من الترتيب.`,
    confirm: 'هذا الترتيب صحيح',
    confirmed: 'هذا الترتيب هو إجابتك. ما زال يمكنك تغييره.',
  },

  pairs: {
    guide: 'اسحب كل واحد إلى مكانه المناسب. أو اختره ثم اختر مكانه.',
    matrix: 'اختر في كل سطر.',
    place: (name) => `ضعه مع ${isolated(name)}`,
    nothing: 'لا شيء بعد',
    joined: (source, target) => `${isolated(source)} مع ${isolated(target)}.`,
    parted: (source, target) => `${isolated(source)} لم يعد مع ${isolated(target)}.`,
  },

  associate: {
    guide: 'اسحب واحدًا إلى الآخر الذي يناسبه. أو اختر واحدًا ثم الآخر.',
    guideAreas: 'اختر مكانًا في الصورة ثم المكان الآخر الذي يناسبه. يمكنك أيضًا أن تسحب خطًا.',
    heading: 'أزواجك',
    none: 'لا أزواج بعد.',
    pair: (source, target) => `${isolated(source)} و${isolated(target)}`,
    joined: (source, target) => `${isolated(source)} و${isolated(target)} زوج.`,
    parted: (source, target) => `${isolated(source)} و${isolated(target)} لم يعودا زوجًا.`,
    itself: 'اختر واحدًا آخر يناسبه.',
  },

  gaps: {
    guide: 'اسحب كل واحد إلى فراغه. أو اختره ثم اختر فراغه.',
    guideAreas: 'اسحب كل واحد إلى مكانه في الصورة. أو اختره ثم اختر مكانه.',
    heading: 'ما وضعته',
    none: 'لم يوضع شيء بعد.',
    gap: (n) => `الفراغ ${number(n)}`,
    empty: 'فارغ',
    joined: (source, place) => `${isolated(source)} في ${isolated(place)}.`,
    parted: (source, place) => `${isolated(source)} خرج من ${isolated(place)}.`,
  },

  picture: {
    missing: (alt) => (alt ? `هذه الصورة غير موجودة: ${isolated(alt)}` : 'توجد هنا صورة ناقصة.'),
    missingAreas: 'ما زال يمكنك الاختيار من هذه القائمة. أخبر معلمك.',
    missingPoints: 'لا يمكنك الإجابة من دونها. انتقل إلى السؤال التالي وأخبر معلمك.',
    area: (n) => `المنطقة ${number(n)}`,
    chosen: (name) => `اخترت ${isolated(name)}.`,
    unchosen: (name) => `ألغيت اختيار ${isolated(name)}.`,
    hotspot: 'اختر في الصورة.',
    order: 'اختر الأماكن في الصورة بالترتيب الصحيح.',
    chosenOrder: 'ترتيبك',
  },

  points: {
    guide: 'أشر إلى المكان. بلوحة المفاتيح: تحرك مفاتيح الأسهم العلامة، ومع Shift تتحرك خطوات أكبر، ويثبتها Enter.',
    guideObject:
      'اسحبها إلى مكانها، أو أشر إلى المكان. بلوحة المفاتيح: تحرك مفاتيح الأسهم العلامة، ومع Shift تتحرك خطوات أكبر، ويثبتها Enter.',
    picture: 'مكان في الصورة',
    cross: 'علامة',
    wait: 'اختر الآن مكانها في الصورة.',
    place: (x, y) => `${number(x)} عرضًا، ${number(y)} نزولًا`,
    point: (n) => `النقطة ${number(n)}`,
    only: 'نقطتك',
    set: (name, where) => `${isolated(name)}: ${where}.`,
    out: (name) => `${isolated(name)} أُزيلت.`,
    list: 'نقاطك',
    object: 'الصورة الصغيرة',
  },

  limits: {
    upTo: (max) => `${number(max)} على الأكثر.`,
    atLeast: (min) => `${number(min)} على الأقل.`,
    between: (min, max) => (min === max ? `${number(min)} بالضبط.` : `من ${number(min)} إلى ${number(max)}.`),
  },
});
