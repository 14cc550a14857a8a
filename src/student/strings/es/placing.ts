import type { PlacingCatalog } from '../en-placing.ts';

/** The words of questions in which things are put in order, together, into gaps and onto pictures, in Spanish; see `en-placing.ts`. */
export const esPlacing: PlacingCatalog = {
  clear: 'Borrar respuesta',
  takeOut: 'Quitar',
  takeOutNamed: (name) => `Quitar ${name}`,
  option: (n) => `opción ${n}`,
  usedUp: (name, max) =>
    max === 1
      ? `${name} ya está en uso. Primero sácalo de su lugar.`
      : `${name} ya está en uso ${max} veces. Primero saca uno de su lugar.`,
  full: (max) => `Ya usaste los ${max}. Primero quita uno.`,
  used: 'en uso',
  held: (name) => `${name}: elige adónde va.`,
  letGo: 'Dejarlo',
  cleared: 'Tu respuesta se borró.',

  order: {
    guide: 'Arrastra cada uno a su lugar o usa las flechas.',
    guideSideways:
      'Arrastra cada uno a su lugar. O elígelo y luego elige su lugar nuevo. También sirven las teclas de flecha.',
    guideSome: 'Ponlos en orden.',
    position: (at, total) => `${at} de ${total}`,
    earlier: (name) => `Mover ${name} hacia arriba`,
    later: (name) => `Mover ${name} hacia abajo`,
    moved: (name, at, total) => `${name}, ahora ${at} de ${total}.`,
    out: (name) => `${name} ya no está en el orden.`,
    confirm: 'Este orden está bien',
    confirmed: 'Este orden es tu respuesta. Todavía puedes cambiarlo.',
  },

  pairs: {
    guide: 'Arrastra cada uno adonde corresponde. O elígelo y luego elige su lugar.',
    matrix: 'Elige en cada línea.',
    place: (name) => `Ponerlo con ${name}`,
    nothing: 'nada todavía',
    joined: (source, target) => `${source} está con ${target}.`,
    parted: (source, target) => `${source} ya no está con ${target}.`,
  },

  associate: {
    guide: 'Arrastra uno sobre el que va con él. O elige uno y luego el otro.',
    guideAreas: 'Elige un lugar de la imagen y luego el otro que va con él. También puedes arrastrar una línea.',
    heading: 'Tus parejas',
    none: 'Todavía no hay parejas.',
    pair: (source, target) => `${source} y ${target}`,
    joined: (source, target) => `${source} y ${target} son pareja.`,
    parted: (source, target) => `${source} y ${target} ya no son pareja.`,
    itself: 'Elige otro que vaya con él.',
  },

  gaps: {
    guide: 'Arrastra cada uno a su espacio. O elígelo y luego elige su espacio.',
    guideAreas: 'Arrastra cada uno a su lugar en la imagen. O elígelo y luego elige su lugar.',
    heading: 'Lo que colocaste',
    none: 'Todavía no has colocado nada.',
    gap: (n) => `Espacio ${n}`,
    empty: 'vacío',
    joined: (source, place) => `${source} está en ${place}.`,
    parted: (source, place) => `${source} ya no está en ${place}.`,
  },

  picture: {
    missing: (alt) => (alt ? `Falta esta imagen: ${alt}` : 'Aquí falta una imagen.'),
    missingAreas: 'Todavía puedes elegir en esta lista. Avisa a tu maestro.',
    missingPoints: 'Sin ella no puedes responder. Sigue con la pregunta siguiente y avisa a tu maestro.',
    area: (n) => `Zona ${n}`,
    chosen: (name) => `Elegiste ${name}.`,
    unchosen: (name) => `Quitaste ${name}.`,
    hotspot: 'Elige en la imagen.',
    order: 'Elige los lugares de la imagen en el orden correcto.',
    chosenOrder: 'Tu orden',
  },

  points: {
    guide:
      'Señala el lugar. Con el teclado: las flechas mueven la cruz, con Shift da pasos más grandes y Enter la fija.',
    guideObject:
      'Arrástralo a su lugar o señala el lugar. Con el teclado: las flechas mueven la cruz, con Shift da pasos más grandes y Enter la fija.',
    picture: 'Lugar en la imagen',
    cross: 'Cruz',
    wait: 'Ahora elige su lugar en la imagen.',
    place: (x, y) => `${x} a lo ancho, ${y} hacia abajo`,
    point: (n) => `Punto ${n}`,
    only: 'Tu punto',
    set: (name, where) => `${name}: ${where}.`,
    out: (name) => `${name} ya no está.`,
    list: 'Tus puntos',
    object: 'La imagen pequeña',
  },

  limits: {
    upTo: (max) => `Hasta ${max}.`,
    atLeast: (min) => `Al menos ${min}.`,
    between: (min, max) => (min === max ? `Exactamente ${min}.` : `De ${min} a ${max}.`),
  },
};
