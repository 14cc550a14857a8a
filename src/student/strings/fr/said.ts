import type { Said } from '../said.ts';

/** What the app noted of a test or an answer, in French. */
export const said: Record<Said, string> = {
  'Your teacher started this test again. Your earlier answers are kept, and your teacher can look at them.':
    'Ton enseignant a recommencé ce test. Tes réponses d’avant sont gardées et ton enseignant peut les regarder.',
  'This test was continued on another device. Your answers here are kept. To go on here, open it again from My tests.':
    'Ce test a continué sur un autre appareil. Tes réponses d’ici sont gardées. Pour continuer ici, ouvre-le à nouveau depuis Mes tests.',
  'The server keeps these answers, but this test went on without them. Tell your teacher.':
    'Le serveur garde ces réponses, mais ce test a continué sans elles. Préviens ton enseignant.',
  'The server has this test, but not just as it is on this device. Your answers are kept here. Tell your teacher.':
    'Le serveur a ce test, mais pas exactement comme sur cet appareil. Tes réponses sont gardées ici. Préviens ton enseignant.',
  'The server could not take this answer. It is kept for your teacher.':
    'Le serveur n’a pas pu prendre cette réponse. Elle est gardée pour ton enseignant.',
  'This version of the app cannot read the answer.': 'Cette version de l’app ne peut pas lire la réponse.',
  'The server does not know this test. Your answers are kept on this device. Tell your teacher.':
    'Le serveur ne connaît pas ce test. Tes réponses sont gardées sur cet appareil. Préviens ton enseignant.',
  'The server does not take these answers yet. They are kept on this device. Tell your teacher.':
    'Le serveur ne prend pas encore ces réponses. Elles sont gardées sur cet appareil. Préviens ton enseignant.',
  'The server did not sign for these answers. They are kept on this device.':
    'Le serveur n’a pas signé pour ces réponses. Elles sont gardées sur cet appareil.',
  'The storage of this device is full.': 'La mémoire de cet appareil est pleine.',
  'The storage of this device does not work right now.': 'La mémoire de cet appareil ne marche pas en ce moment.',
  'This test is not on this device.': 'Ce test n’est pas sur cet appareil.',
  'This test is not ready on this device. Get it ready first.':
    'Ce test n’est pas prêt sur cet appareil. Prépare-le d’abord.',
  'The server has this test.': 'Le serveur a ce test.',
  'Your answers are on their way to the server. Try again when they are there.':
    'Tes réponses sont en route vers le serveur. Réessaie quand elles seront arrivées.',
  'This device is almost full, so a test cannot start. Tell your teacher.':
    'Cet appareil est presque plein, alors un test ne peut pas commencer. Préviens ton enseignant.',
  'This test was submitted, and its answers are not on this device.':
    'Ce test a été rendu et ses réponses ne sont pas sur cet appareil.',
  'This test is not open yet.': 'Ce test n’est pas encore ouvert.',
  'This test is closed. Ask your teacher.': 'Ce test est fermé. Demande à ton enseignant.',
  'Ask your teacher about this test.': 'Demande à ton enseignant pour ce test.',
  'Sign in first.': 'Connecte-toi d’abord.',
  'Sign in again first.': 'Connecte-toi d’abord à nouveau.',
  'The server does not give another attempt now.': 'Le serveur ne donne pas d’autre essai maintenant.',
  'There is no network right now.': 'Il n’y a pas de réseau en ce moment.',
  'There is no network right now, and a part of the app has not come yet.':
    'Il n’y a pas de réseau en ce moment et une partie de l’app n’est pas encore arrivée.',
  'A part of the app has not come yet.': 'Une partie de l’app n’est pas encore arrivée.',
};
