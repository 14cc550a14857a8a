import type { SettingsCatalog } from '../en-settings.ts';
import type { Numbers } from './numbers.ts';

/** The words of the settings, in Arabic; see `en-settings.ts`. */
export const arSettings = ({ percent }: Numbers): SettingsCatalog => ({
  button: 'الإعدادات',
  heading: 'الإعدادات',
  about: 'اختر ما تقرؤه بسهولة أكبر. لا تتغير إجاباتك.',
  asDevice: 'مثل هذا الجهاز',

  language: 'اللغة',
  languageMissing: 'هذه اللغة ليست على هذا الجهاز بعد. حاول مرة أخرى عندما يوجد اتصال بالشبكة.',
  digits: 'الأرقام',

  theme: 'الألوان',
  light: 'فاتح',
  dark: 'داكن',
  contrast: 'تباين عالٍ',
  yellow: 'أصفر على أسود',

  size: 'الحجم',
  percent,

  spacing: 'التباعد',
  normal: 'عادي',
  wide: 'واسع',

  font: 'الحروف',
  sans: 'بسيطة',
  serif: 'كما في الكتب',
  legible: 'سهلة التمييز',

  reset: 'أعد كل شيء كما كان',
  done: 'تم',
});
