import { type ClockCatalog, limitInWords } from '../en-clock.ts';
import type { Numbers } from './numbers.ts';

/** The words of the time limit, in Arabic; see `en-clock.ts`. */
export const arClock = ({ number, plural }: Numbers): ClockCatalog => {
  const two = (value: number) => number(Math.floor(value / 10)) + number(value % 10);
  const minutesOf = (count: number) =>
    plural(count, {
      one: 'دقيقة واحدة',
      two: 'دقيقتان',
      few: `${number(count)} دقائق`,
      many: `${number(count)} دقيقة`,
      other: `${number(count)} دقيقة`,
    });
  const secondsOf = (count: number) =>
    plural(count, {
      one: 'ثانية واحدة',
      two: 'ثانيتان',
      few: `${number(count)} ثوانٍ`,
      many: `${number(count)} ثانية`,
      other: `${number(count)} ثانية`,
    });
  return {
    label: 'الوقت المتبقي',
    left(seconds) {
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor(seconds / 60) % 60;
      const parts = hours > 0 ? [number(hours), two(minutes)] : [number(minutes)];
      return [...parts, two(seconds % 60)].join(':');
    },
    hide: 'أخفِ الساعة',
    show: 'أظهر الساعة',
    minutesLeft: (minutes) => `الوقت المتبقي: ${minutesOf(minutes)}.`,
    lastMinute: 'الوقت المتبقي: أقل من دقيقة.',
    more: 'لديك الآن وقت أكثر.',
    paused: 'الساعة متوقفة. أوقفها معلمك.',
    over: 'انتهى وقتك. سُلِّمت إجاباتك.',
    takes: (ms) => `وقت هذا الاختبار: ${limitInWords(ms, minutesOf, secondsOf).join(' و')}.`,
    runs: 'تبدأ الساعة عندما تبدأ، وتستمر إذا أغلقت الغطاء.',
  };
};
