import type { SettingsCatalog } from '../en-settings.ts';

const percent = new Intl.NumberFormat('fr', { style: 'percent' });

/** The words of the settings, in French; see `en-settings.ts`. */
export const frSettings: SettingsCatalog = {
  button: 'Réglages',
  heading: 'Réglages',
  about: 'Choisis ce que tu lis le mieux. Tes réponses ne changent pas.',
  asDevice: 'Comme cet appareil',

  language: 'Langue',
  languageMissing: 'Cette langue n’est pas encore sur cet appareil. Réessaie quand il y aura du réseau.',
  digits: 'Chiffres',

  theme: 'Couleurs',
  light: 'Clair',
  dark: 'Sombre',
  contrast: 'Contraste élevé',
  yellow: 'Jaune sur noir',

  size: 'Taille',
  percent: (scale) => percent.format(scale),

  spacing: 'Espacement',
  normal: 'Normal',
  wide: 'Large',

  font: 'Lettres',
  sans: 'Simples',
  serif: 'Comme dans un livre',
  legible: 'Faciles à distinguer',

  reset: 'Tout remettre comme au début',
  done: 'Terminé',
};
