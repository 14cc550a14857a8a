import type { SettingsCatalog } from '../en-settings.ts';

const percent = new Intl.NumberFormat('es-US', { style: 'percent' });

/** The words of the settings, in Spanish; see `en-settings.ts`. */
export const esSettings: SettingsCatalog = {
  button: 'Ajustes',
  heading: 'Ajustes',
  about: 'Elige lo que puedas leer mejor. Tus respuestas no cambian.',
  asDevice: 'Igual que este dispositivo',

  language: 'Idioma',
  languageMissing: 'Este idioma todavía no está en este dispositivo. Intenta de nuevo cuando haya red.',
  digits: 'Cifras',

  theme: 'Colores',
  light: 'Claro',
  dark: 'Oscuro',
  contrast: 'Alto contraste',
  yellow: 'Amarillo sobre negro',

  size: 'Tamaño',
  percent: (scale) => percent.format(scale),

  spacing: 'Espacio',
  normal: 'Normal',
  wide: 'Amplio',

  font: 'Letra',
  sans: 'Sencilla',
  serif: 'Como en un libro',
  legible: 'Fácil de distinguir',

  reset: 'Dejar todo como al principio',
  done: 'Listo',
};
