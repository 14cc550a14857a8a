import type { Said } from '../said.ts';

/** What the app noted of a test or an answer, in Spanish. */
export const said: Record<Said, string> = {
  'Your teacher started this test again. Your earlier answers are kept, and your teacher can look at them.':
    'Tu maestro empezó este examen de nuevo. Tus respuestas de antes se conservan y tu maestro puede verlas.',
  'This test was continued on another device. Your answers here are kept. To go on here, open it again from My tests.':
    'Este examen se continuó en otro dispositivo. Tus respuestas de aquí se conservan. Para seguir aquí, ábrelo de nuevo desde Mis exámenes.',
  'The server keeps these answers, but this test went on without them. Tell your teacher.':
    'El servidor conserva estas respuestas, pero este examen siguió sin ellas. Avisa a tu maestro.',
  'The server has this test, but not just as it is on this device. Your answers are kept here. Tell your teacher.':
    'El servidor tiene este examen, pero no igual que en este dispositivo. Tus respuestas se conservan aquí. Avisa a tu maestro.',
  'The server could not take this answer. It is kept for your teacher.':
    'El servidor no pudo recibir esta respuesta. Se conserva para tu maestro.',
  'This version of the app cannot read the answer.': 'Esta versión de la app no puede leer la respuesta.',
  'The server does not know this test. Your answers are kept on this device. Tell your teacher.':
    'El servidor no conoce este examen. Tus respuestas se conservan en este dispositivo. Avisa a tu maestro.',
  'The server does not take these answers yet. They are kept on this device. Tell your teacher.':
    'El servidor todavía no recibe estas respuestas. Se conservan en este dispositivo. Avisa a tu maestro.',
  'The server did not sign for these answers. They are kept on this device.':
    'El servidor no firmó que recibió estas respuestas. Se conservan en este dispositivo.',
  'The storage of this device is full.': 'El almacenamiento de este dispositivo está lleno.',
  'The storage of this device does not work right now.': 'El almacenamiento de este dispositivo no funciona ahora.',
  'This test is not on this device.': 'Este examen no está en este dispositivo.',
  'This test is not ready on this device. Get it ready first.':
    'Este examen no está listo en este dispositivo. Prepáralo primero.',
  'The server has this test.': 'El servidor tiene este examen.',
  'Your answers are on their way to the server. Try again when they are there.':
    'Tus respuestas van en camino al servidor. Intenta de nuevo cuando hayan llegado.',
  'This device is almost full, so a test cannot start. Tell your teacher.':
    'Este dispositivo está casi lleno, así que no se puede empezar un examen. Avisa a tu maestro.',
  'This test was submitted, and its answers are not on this device.':
    'Este examen ya se entregó y sus respuestas no están en este dispositivo.',
  'This test is not open yet.': 'Este examen todavía no está abierto.',
  'This test is closed. Ask your teacher.': 'Este examen está cerrado. Pregunta a tu maestro.',
  'Ask your teacher about this test.': 'Pregunta a tu maestro por este examen.',
  'Sign in first.': 'Primero entra con tu boleto.',
  'Sign in again first.': 'Primero entra de nuevo.',
  'The server does not give another attempt now.': 'El servidor no da otro intento ahora.',
  'There is no network right now.': 'Ahora no hay red.',
  'There is no network right now, and a part of the app has not come yet.':
    'Ahora no hay red y todavía falta una parte de la app.',
  'A part of the app has not come yet.': 'Todavía falta una parte de la app.',
};
