import type { PracticeCatalog } from '../en-practice.ts';

const number = new Intl.NumberFormat('es-US', { maximumFractionDigits: 1 });

/** The practice test, in Spanish; see `en-practice.ts`. */
export const esPractice: PracticeCatalog = {
  name: 'Examen de práctica',
  about: 'Aquí nada cuenta ni se guarda',
  open: 'Probar un examen de práctica',
  cannot: 'El examen de práctica no se pudo abrir ahora. Intenta de nuevo.',

  done: {
    heading: 'Práctica terminada',
    score: (actual, max) => `Sacaste ${number.format(actual)} de ${number.format(max)} puntos.`,
    kept: 'Nada se guardó ni se envió a nadie. En un examen de verdad, aquí ves que tus respuestas están a salvo.',
    person: 'Lo que escribiste con tus palabras no está en los puntos: eso lo lee un maestro.',
    again: 'Practicar otra vez',
    back: 'Volver',
  },

  sheet: [
    '1 metro = 100 centímetros',
    '1 kilogramo = 1000 gramos',
    '1 hora = 60 minutos',
    'Área de un rectángulo = largo × ancho',
  ],

  welcome: {
    text: [
      'Este es un examen de práctica. Muestra cada tipo de pregunta y las herramientas que puede tener un examen.',
      'Ve adelante y atrás, cambia tus respuestas y marca una pregunta que quieras ver otra vez. Aquí nada se guarda y nadie lo ve.',
    ],
    prompt: 'Lee esta página. Luego elige Siguiente.',
  },

  pond: {
    title: 'El estanque detrás de la escuela',
    text: [
      'La primavera pasada, la clase de Nia cavó un pequeño estanque detrás de la escuela. Lo llenaron con agua de lluvia y esperaron.',
      'Primero llegaron los escarabajos. En abril, una rana se sentó en la piedra grande. Nia puso una tabla en la orilla, para que un erizo que cayera pudiera salir.',
      'En verano había nenúfares, dos tritones y más renacuajos de los que alguien pudiera contar.',
    ],
  },
  plank: {
    prompt: '¿Por qué puso Nia una tabla en la orilla del estanque?',
    options: [
      'Para que la rana tuviera dónde sentarse',
      'Para que un animal que cayera pudiera salir',
      'Para que nadie pudiera ver el estanque',
      'Para que el agua quedara limpia',
    ],
  },
  came: {
    prompt: '¿Cuáles de estos llegaron al estanque? Elige todos los correctos.',
    options: ['escarabajos', 'patos', 'una rana', 'peces de colores', 'tritones'],
  },

  watering: {
    text: [
      'Las plantas necesitan agua cuando hace fresco. La clase riega sus frijoles temprano,',
      'Hay 6 filas con 4 frijoles cada una. Son',
      'frijoles.',
    ],
    when: ['por la mañana.', 'al mediodía.'],
  },

  jump: {
    prompt: 'Elige la palabra que dice cómo saltó la rana.',
    words: ['La', 'pequeña', 'rana saltó', 'rápidamente', 'a la', 'fría', 'agua.'],
  },

  plant: {
    prompt: '¿Qué plantarías en un huerto escolar y por qué? Escribe una o dos oraciones.',
  },

  height: {
    prompt: 'Una planta de frijol crece 3 cm por semana. ¿Cuántos centímetros crece en 4 semanas?',
  },

  grow: {
    prompt: '¿Cómo crece un frijol? Ponlo en orden.',
    options: ['una vaina con frijoles nuevos', 'una semilla en la tierra', 'una flor', 'un pequeño brote verde'],
  },

  homes: {
    prompt: '¿Dónde vive cada animal?',
    animals: ['pez', 'abeja', 'lombriz'],
    places: ['en el agua', 'en una colmena', 'en la tierra'],
  },

  rhymes: {
    prompt: '¿Qué palabras riman? Forma dos parejas.',
    words: ['rana', 'flor', 'manzana', 'color'],
  },

  seasons: {
    prompt: 'Pon una estación en cada espacio.',
    text: ['En', 'hay nieve en el huerto. En', 'los días son largos y cálidos.'],
    options: ['verano', 'invierno'],
  },

  bell: {
    text: 'Escucha la grabación.',
    recording: 'La campana de la escuela',
    prompt: '¿Cuántas veces suena la campana?',
    options: ['dos', 'tres', 'cuatro'],
  },

  garden: {
    picture: 'El huerto de la escuela: un cobertizo, un árbol, un estanque y un cantero de flores',
    shed: 'cobertizo',
    tree: 'árbol',
    pond: 'estanque',
    flowers: 'cantero de flores',
    home: '¿En qué lugar del huerto puede vivir un pez?',
    door: 'Señala la puerta del cobertizo.',
    walk: 'Nia camina del cobertizo al árbol y luego al estanque. Muestra su camino.',
    paths: 'Un camino va del cobertizo al estanque. Otro va del árbol al cantero de flores. Dibuja los dos.',
    put: 'Pon el pato en el estanque.',
    duck: 'Un pato',
  },

  parts: {
    prompt: 'Di el nombre de las partes de la planta.',
    picture: 'Una planta con una flor, una hoja y sus raíces',
    labels: ['raíz', 'flor', 'hoja'],
    places: ['arriba', 'al lado del tallo', 'en la tierra'],
  },
};
