import type { BeforeCatalog } from '../en-before.ts';
import type { Numbers } from './numbers.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The words of what comes before a test, in Arabic; see `en-before.ts`. */
export const arBefore = ({ number, percent, plural }: Numbers): BeforeCatalog => {
  const counted = (count: number, one: string, two: string, few: string, many: string, other: string) =>
    plural(count, {
      one,
      two,
      few: `${number(count)} ${few}`,
      many: `${number(count)} ${many}`,
      other: `${number(count)} ${other}`,
    });
  /** The largest unit that fits. */
  const span = (ms: number) => {
    if (ms < HOUR_MS) {
      return counted(Math.round(ms / MINUTE_MS), 'دقيقة واحدة', 'دقيقتين', 'دقائق', 'دقيقة', 'دقيقة');
    }
    if (ms < 2 * DAY_MS) return counted(Math.round(ms / HOUR_MS), 'ساعة واحدة', 'ساعتين', 'ساعات', 'ساعة', 'ساعة');
    return counted(Math.round(ms / DAY_MS), 'يوم واحد', 'يومين', 'أيام', 'يومًا', 'يوم');
  };
  const space = (bytes: number) => {
    const megabytes = bytes / 1_000_000;
    return megabytes < 1000 ? `${number(Math.floor(megabytes))} ميغابايت` : `${number(megabytes / 1000)} غيغابايت`;
  };
  const things = (count: number) => counted(count, 'شيء واحد', 'شيئان', 'أشياء', 'شيئًا', 'شيء');
  return {
    links: { check: 'افحص هذا الجهاز' },

    install: {
      about: 'يمكنك وضع Satchel على هذا الجهاز كتطبيق مستقل. عندها يسهل العثور عليه، مع الشبكة أو دونها.',
      button: 'ثبِّت Satchel',
      no: 'لا، شكرًا',
    },

    scan: {
      button: 'امسح الرمز المصوَّر على بطاقتك',
      heading: 'امسح بطاقتك',
      picture: 'ما تراه الكاميرا',
      look: 'ضع الرمز المصوَّر على بطاقتك أمام الكاميرا.',
      other: 'هذا ليس رمز دخول. ضع الرمز الموجود على البطاقة التي أعطاك إياها معلمك.',
      refused: 'الكاميرا متوقفة لهذا التطبيق. اكتب رمزك، أو اطلب من معلمك أن يسمح بالكاميرا.',
      'no-camera': 'ليست في هذا الجهاز كاميرا يمكن استعمالها الآن. اكتب رمزك.',
      broken: 'لا تعرض الكاميرا صورة. اكتب رمزك.',
      close: 'سأكتبه',
    },

    check: {
      heading: 'فحص هذا الجهاز',
      about: 'يُنظر هنا هل هذا الجهاز جاهز للاختبار. لا يتغير شيء لك.',
      running: (done, total) => `جارٍ الفحص: ${number(done)} من ${number(total)}.`,
      looking: 'جارٍ النظر',
      fine: 'هذا الجهاز جاهز للاختبار.',
      advice: (count) => `يعمل الاختبار على هذا الجهاز. يمكن تحسين: ${things(count)}.`,
      wrong: (count) => `قبل الاختبار يبقى عمل: ${things(count)}.`,
      cannot: 'لم يمكن فتح الفحص الآن. ارجع وحاول مرة أخرى.',
      again: 'افحص مرة أخرى',
      back: 'ارجع',
      sent: 'يستطيع معلمك أن يرى هذا الآن.',
      nobody: 'لا يستطيع معلمك أن يرى هذا بعد: لم يدخل أحد. يُرسل تلقائيًا عندما يدخل أحد هنا.',
      'not-reached':
        'لا يستطيع معلمك أن يرى هذا بعد: لم يمكن الوصول إلى الخادم. يُرسل تلقائيًا عندما يوجد اتصال بالشبكة.',
      play: 'شغِّل صوتًا',
      didYouHear: 'هل سمعته؟',
      yes: 'نعم',
      no: 'لا',
    },

    state: { fine: 'جيد', advice: 'يمكن أن يكون أفضل', wrong: 'يحتاج إلى عمل', unknown: 'غير معروف' },

    checks: {
      installed: {
        title: 'التطبيق',
        fine: 'Satchel مفتوح كتطبيق مستقل.',
        advice: 'Satchel مفتوح في نافذة المتصفح. هذا يعمل. العثور عليه أسهل عندما يُثبَّت.',
        wrong: '',
        unknown: 'لا يقول هذا المتصفح هل Satchel مثبَّت.',
      },
      worker: {
        title: 'دون شبكة',
        fine: 'يُفتح التطبيق دون شبكة.',
        advice: 'لا يستطيع هذا المتصفح فتح التطبيق دون شبكة. اترك هذه النافذة مفتوحة حتى ينتهي الاختبار.',
        wrong: 'لم يصل التطبيق كله إلى هذا الجهاز بعد. ابقَ هنا دقيقة مع اتصال بالشبكة، ثم افحص مرة أخرى.',
        unknown: 'لا يقول هذا المتصفح هل يُفتح التطبيق دون شبكة.',
      },
      persisted: {
        title: 'الاحتفاظ بالإجابات',
        fine: 'يحتفظ المتصفح بما يُحفظ، حتى عندما يكون القرص ممتلئًا تقريبًا.',
        advice:
          'قد يمسح المتصفح ما حُفظ عندما يمتلئ القرص. ثبِّت التطبيق أو اترك مكانًا كافيًا. إجاباتك تذهب أيضًا إلى الخادم.',
        wrong: '',
        unknown: 'لا يقول هذا المتصفح هل يحتفظ بما يُحفظ.',
      },
      space: {
        title: 'المكان',
        fine: (bytes) => `يوجد مكان: ${space(bytes)} متاحة.`,
        advice: (bytes) => `المتاح ${space(bytes)} فقط. يعمل الاختبار. أخبر معلمك قبل أن تبدأ اختبارًا جديدًا.`,
        wrong: (bytes) =>
          `المتاح ${space(bytes)} فقط، لذلك لا يمكن أن يبدأ أي اختبار. اطلب من معلمك أن يوفر مكانًا على هذا الجهاز.`,
        unknown: 'لا يقول هذا المتصفح كم من المكان متاح.',
      },
      probe: {
        title: 'الحفظ',
        fine: 'يحفظ هذا الجهاز ويقرأ ما حفظه.',
        advice: '',
        wrong: 'لم يستطع هذا الجهاز قراءة ما حفظه قبل لحظة. لا تبدأ اختبارًا عليه. أخبر معلمك.',
        unknown: 'استغرق الحفظ وقتًا طويلًا فلم نعرف. افحص مرة أخرى. إذا بقي الأمر كذلك، فأخبر معلمك.',
      },
      clock: {
        title: 'الساعة',
        fine: 'الساعة صحيحة.',
        advice: (ms) =>
          `الساعة ${ms > 0 ? 'متقدمة' : 'متأخرة'} ${span(Math.abs(ms))}. يعمل الاختبار مع ذلك. اطلب من معلمك أن يضبطها.`,
        wrong: '',
        unknown: 'لم يمكن الوصول إلى الخادم، لذلك لا نعرف هل الساعة صحيحة. يعمل الاختبار مع ذلك.',
      },
      voices: {
        title: 'القراءة بصوت',
        fine: 'لهذا الجهاز صوت خاص به. يقرأ دون شبكة.',
        advice: 'ليس لهذا الجهاز صوت خاص به للقراءة. إذا احتجت إليه، فأخبر معلمك قبل الاختبار.',
        wrong: '',
        unknown: 'لا يستطيع هذا المتصفح القراءة بصوت. إذا احتجت إلى ذلك، فأخبر معلمك قبل الاختبار.',
      },
      sound: {
        title: 'الصوت',
        fine: 'سمعت الصوت.',
        advice: 'لم تسمعه. ارفع الصوت أو صِل سماعات، ثم شغِّله مرة أخرى.',
        wrong: '',
        unknown: 'لا يُصدر هذا المتصفح صوتًا.',
        ask: 'شغِّل صوتًا لتعرف هل تستطيع سماعه.',
      },
      battery: {
        title: 'البطارية والغطاء',
        fine: (hundredths) => `في البطارية ${percent(hundredths / 100)}. اترك الغطاء مفتوحًا أثناء الاختبار.`,
        advice: (hundredths) =>
          `في البطارية ${percent(hundredths / 100)}. صِل الجهاز بالكهرباء. اترك الغطاء مفتوحًا أثناء الاختبار.`,
        wrong: '',
        unknown: 'لا يقول هذا المتصفح كم في البطارية. انظر بنفسك. اترك الغطاء مفتوحًا أثناء الاختبار.',
      },
    },
  };
};
