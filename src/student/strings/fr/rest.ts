import type { RestCatalog } from '../en-rest.ts';
import { plural } from './plural.ts';

const number = new Intl.NumberFormat('fr', { maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('fr', { hour: 'numeric', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('fr', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

const megabytes = (bytes: number) => number.format(bytes > 0 ? Math.max(bytes / 1_000_000, 0.1) : 0);
const tests = (count: number) => `${count} ${plural(count, 'test', 'tests')}`;

/** The words of every screen but the open question, in French; see `en-rest.ts`. */
export const frRest: RestCatalog = {
  product: 'Satchel',
  skipToContent: 'Aller au contenu',
  time: (epochMs) => time.format(epochMs),
  dayAndTime: (instant) => dayAndTime.format(new Date(instant)),

  update: {
    offered: 'Il y a une version plus récente de cette app.',
    button: 'Mettre à jour maintenant',
  },

  signIn: {
    heading: 'Connexion',
    ticket: 'Code',
    hint: 'Ton code est sur la carte de ton enseignant. Il a 8 lettres et chiffres.',
    button: 'Se connecter',
    locked:
      'Personne n’a utilisé cet appareil pendant un moment, alors tes tests ont été rangés. Tes réponses sont en sécurité. Tape ton code pour continuer.',
    empty: 'Tape d’abord ton code.',
    'wrong-ticket': 'Ce code ne correspond pas. Regarde chaque lettre de ta carte et tape-le à nouveau.',
    'no-network':
      'Il n’y a pas de réseau, et ce code est nouveau sur cet appareil. Connecte-toi une fois là où il y a du réseau et prépare ton test. Ensuite, il marche sans réseau. Ton enseignant peut t’aider.',
    'slow-down': 'Il y a eu beaucoup d’essais. Attends une minute, puis tape ton code à nouveau.',
    server: 'Le serveur ne peut pas te connecter en ce moment. Attends une minute, puis réessaie.',
    storage: 'Cet appareil n’a plus de place pour te connecter. Demande à ton enseignant.',
  },

  tests: {
    heading: 'Mes tests',
    cannotOpen: (detail) => `Ce test ne peut pas s’ouvrir en ce moment. ${detail}`,
    cannotRetake: (detail) => `Tu ne peux pas le refaire en ce moment. ${detail}`,
    signOut: 'Se déconnecter',
    hello: (name) => `Compte de ${name}`,
    none: 'Il n’y a pas encore de test pour toi ici.',
    noneNext: 'Quand ton enseignant en ajoutera un, il s’affichera ici.',
    look: 'Regarder à nouveau',
    offline: 'Il n’y a pas de réseau en ce moment. Les tests prêts pour le hors ligne marchent quand même.',
    attempt: (attempt) => `Essai ${attempt}`,
    getReady: 'Préparer pour le hors ligne',
    getReadyAbout: (bytes) => `Le test vient sur cet appareil : ${megabytes(bytes)} Mo.`,
    progress: (name) => `${name} : en train de venir sur cet appareil`,
    progressBytes: (done, total) => `${megabytes(done)} sur ${megabytes(total)} Mo`,
    ready: 'Prêt pour le hors ligne',
    app: {
      coming: 'Le test est là. L’app elle-même vient encore sur cet appareil.',
      never: 'Le test est là. Laisse cette fenêtre ouverte : sans réseau, ce navigateur ne peut pas rouvrir l’app.',
    },
    start: 'Commencer le test',
    continue: 'Continuer le test',
    goesOnOnline: 'Pour le continuer, cet appareil a besoin du réseau une fois.',
    begun: 'Tu as déjà commencé ce test.',
    answered: (answered, questions) =>
      questions === null
        ? plural(answered, `${answered} question répondue`, `${answered} questions répondues`)
        : `${answered} sur ${plural(questions, `${questions} question répondue`, `${questions} questions répondues`)}`,
    opens: (when) => `Pas encore ouvert. Il ouvre ${when}.`,
    notOpen: 'Pas encore ouvert.',
    closesAt: (when) => `Commence-le avant ${when}.`,
    closed: 'Ce test est fermé. Si tu dois encore le passer, demande à ton enseignant.',
    askTeacher: 'Demande à ton enseignant pour ce test.',
    submitted: 'Test rendu',
    see: 'Voir ce qui a été rendu',
    retake: 'Le refaire',
    waiting: (count) => `En attente d’envoi depuis cet appareil : ${count}. L’envoi se fait tout seul.`,
    othersWaiting: (count) =>
      `En attente d’envoi pour d’autres élèves de cet appareil : ${count}. L’envoi se fait tout seul quand il y a du réseau.`,
    storageLow:
      'Cet appareil est presque plein. Tes tests marchent encore. Préviens ton enseignant avant d’en commencer un nouveau.',
    storageFull:
      'Cet appareil est plein, alors un nouveau test ne peut pas commencer ici. Ce que tu as répondu est en sécurité. Préviens ton enseignant.',
    failed: {
      network:
        'Le réseau s’est arrêté avant que tout soit là. Ce qui est venu reste. Réessaie quand il y aura du réseau.',
      hash: 'Ce qui est venu a été abîmé en chemin, alors ce n’est pas gardé. Réessaie.',
      storage: 'Cet appareil n’a plus de place pour ce test. Demande à ton enseignant.',
      server: 'Le serveur ne peut pas envoyer ce test en ce moment. Attends une minute, puis réessaie.',
      'sign-in': 'Le serveur demande d’abord que tu te connectes à nouveau.',
    },
  },

  wiped: {
    lost: 'Le navigateur de cet appareil a perdu ce que cette app avait enregistré ici. Ce n’est pas ta faute.',
    rescued: (rescued, sent) =>
      sent === rescued
        ? `Une deuxième copie des réponses pas encore envoyées était toujours ici : ${tests(rescued)}. Le serveur les a maintenant.`
        : `Une deuxième copie des réponses pas encore envoyées est toujours ici : ${tests(rescued)}. Elles vont au serveur toutes seules quand il y a du réseau.`,
    nothing:
      'Il n’y a ici aucune copie de réponses pas encore envoyées. Ce que le serveur avait déjà est en sécurité là-bas. Préviens ton enseignant.',
    next: 'Connecte-toi avec ton code quand il y a du réseau. Ton test revient avec les réponses que le serveur a.',
    seen: 'D’accord',
  },

  signOut: {
    heading: 'Se déconnecter',
    unsent: 'Certaines de tes réponses ne sont pas encore arrivées au serveur.',
    sealed:
      'Elles restent sur cet appareil, fermées pour que personne ne les lise. Elles partent toutes seules quand il y a du réseau.',
    stay: 'Rester ici',
    leave: 'Se déconnecter',
  },

  rescued: {
    heading: 'Cet appareil ne peut pas ouvrir ce qu’il a enregistré',
    coming: (count) =>
      `Les réponses de ${tests(count)} sont aussi gardées à un deuxième endroit de cet appareil. Elles sont en route vers le serveur.`,
    file: 'S’il n’y a pas de réseau, enregistre-les dans un fichier et donne le fichier à ton enseignant.',
    sent: 'Les réponses qui n’étaient pas encore envoyées sont maintenant sur le serveur.',
    nothing:
      'Aucune réponse à envoyer n’a été trouvée sur cet appareil. Dis à ton enseignant qu’il ne peut pas ouvrir ce qu’il a enregistré.',
  },

  handIn: {
    summary: 'Pas de réseau de toute la journée ?',
    about:
      'Tes réponses peuvent partir dans un fichier. Personne ne peut le lire ni le changer en chemin : seul le serveur peut l’ouvrir. Donne le fichier à ton enseignant.',
    save: 'Enregistrer les réponses dans un fichier',
    saveDevice: 'Enregistrer toutes les réponses de cet appareil dans un fichier',
    saved: (name, runs) =>
      `${name} contient ${tests(runs)}. Il est avec tes téléchargements. Tes réponses restent ici aussi.`,
    nothing: 'Il n’y a aucune réponse à enregistrer sur cet appareil.',
    storage: 'Le fichier n’a pas pu être fait en ce moment. Tes réponses sont encore ici. Préviens ton enseignant.',
    receipt: 'Reçu',
    receiptHint: 'Si ton enseignant te donne un reçu, colle-le ici.',
    accept: 'Vérifier le reçu',
    accepted: (count) => `Le serveur a tes réponses : ${tests(count)}.`,
    'not-a-receipt': 'Ce n’est pas un reçu. Copie-le en entier, puis colle-le à nouveau.',
    'other-device': 'Ce reçu est pour un autre appareil. Tes réponses ici n’ont pas changé.',
    'not-genuine': 'Ce reçu n’a pas été fait par le serveur de ton école. Tes réponses ici n’ont pas changé.',
  },

  leftBehind:
    'Le test continue sans cette page. Ce que tu réponds ici est gardé pour ton enseignant, mais ne comptera peut-être pas. Pour continuer, reviens à tes tests. Si cela te ramène ici, demande à ton enseignant.',

  leaveLock: {
    leaving: 'Si tu sors pour l’instant, ton enseignant devra te laisser rentrer.',
    heading: 'Tu as quitté le test',
    safe: 'Toutes tes réponses sont en sécurité.',
    ask: 'Demande à ton enseignant de taper le code, et tu pourras continuer.',
    code: 'Code de ton enseignant',
    button: 'Continuer le test',
    wrong: 'Ce code ne correspond pas. Tape-le à nouveau.',
    'slow-down': 'Il y a eu beaucoup d’essais. Attends une minute, puis tape le code à nouveau.',
    storage:
      'Cet appareil ne peut pas le vérifier en ce moment. Tes réponses sont en sécurité. Réessaie dans un instant.',
  },

  review: {
    heading: 'Relire les réponses',
    summary: (answered, total) =>
      answered === total
        ? `Tu as répondu à ${total === 1 ? 'la question' : `toutes les ${total} questions`}.`
        : `Tu as répondu à ${answered} questions sur ${total}.`,
    choose: 'Choisis une question pour y revenir.',
    attention: 'À vérifier',
    open: 'Sans réponse',
    flagged: 'Marquées pour relire',
    answered: 'Répondues',
    none: 'Rien à répondre',
    back: 'Revenir au test',
    leave: 'Quitter pour l’instant',
    submit: 'Rendre le test',
    dialog: 'Rendre le test',
    confirm: 'Rendre',
    keepWorking: 'Continuer à travailler',
    allAnswered: (total) =>
      total === 1 ? 'Ta question a une réponse.' : `Toutes les ${total} questions ont une réponse.`,
    unanswered: (count) =>
      plural(count, `Tu n’as pas répondu à ${count} question.`, `Tu n’as pas répondu à ${count} questions.`),
    flaggedLeft: (count) =>
      plural(count, `${count} question est encore marquée.`, `${count} questions sont encore marquées.`),
    final: 'Une fois ton test arrivé au serveur, tu ne peux plus changer tes réponses.',
    failedStorage:
      'Cet appareil ne peut pas enregistrer en ce moment, alors le test n’est pas encore rendu. Laisse cette fenêtre ouverte et préviens ton enseignant.',
    failedTab: 'Ce test est ouvert dans une autre fenêtre. Rends-le là-bas ou choisis d’abord « Continuer ici ».',
    notYet: 'L’app est encore en train de s’ouvrir. Réessaie dans un instant.',
  },

  submitted: {
    heading: 'Test rendu',
    allSaved: (count) =>
      count === 1
        ? 'Ta réponse est enregistrée sur cet appareil.'
        : `Les ${count} réponses sont toutes enregistrées sur cet appareil.`,
    someSaved: (count, total) =>
      `${plural(count, 'Ta réponse', `Tes ${count} réponses`)} à ${total} questions ${plural(count, 'est enregistrée', 'sont enregistrées')} sur cet appareil.`,
    noneSaved: 'Tu as rendu le test sans réponse.',
    finished: 'Tu as fini : tu peux fermer l’écran.',
    code: 'Code de remise',
    codeAbout: 'Si ton enseignant le demande, montre ou note ce code.',
    saved: 'Enregistré sur cet appareil',
    at: (when) => `à ${when}`,
    waiting: 'En attente d’envoi',
    waitingOffline:
      'Il n’y a pas de réseau en ce moment. L’envoi se fera tout seul la prochaine fois que cette app sera ouverte avec du réseau, peu importe par qui.',
    waitingOnline: 'L’envoi se fera tout seul quand le serveur sera joignable. Tu n’as pas besoin d’attendre.',
    waitingUpdate: 'L’envoi se fera tout seul quand cette app sera à jour. Préviens ton enseignant.',
    received: 'Reçu par le serveur',
    receipt: 'Reçu',
    receiptAbout: 'Le serveur a signé ceci. On y lit ce que le serveur a de ton test.',
    receiptVerified: 'Cet appareil a vérifié la signature.',
    score: 'Résultat',
    points: (actual, max) => `${number.format(actual)} sur ${number.format(max)} points`,
    percent: (percent) => `${number.format(percent)}\u00a0%`,
    provisional: 'Pas encore définitif. Compté sur cet appareil ; le serveur compte à nouveau.',
    final: 'Définitif. Compté par le serveur.',
    differs: 'Le serveur a compté autrement que cet appareil. C’est le résultat du serveur qui compte.',
    scoreLater: 'Ton résultat viendra du serveur, une fois que tes réponses y seront.',
    takeBack: {
      summary: 'Rendu par erreur ?',
      about:
        'Le serveur n’a pas encore dit qu’il a ce test, alors tu peux encore le continuer. Rends-le à nouveau quand tu auras fini.',
      button: 'Continuer le test',
      refused: {
        submitted:
          'Le serveur a ce test maintenant, alors il reste rendu. Si tu dois continuer, demande à ton enseignant.',
        tab: 'Ce test est ouvert dans une autre fenêtre. Continue là-bas.',
        storage:
          'Cet appareil ne peut pas enregistrer en ce moment, alors le test reste rendu. Tes réponses sont en sécurité.',
      },
    },
    objectives: 'Ce que les questions demandaient',
    ofPoints: (actual, max) => `${number.format(actual)} sur ${number.format(max)}`,
    retakeAbout: 'Tu peux refaire ce test. Il faut du réseau une fois pour cela.',
    answers: 'Voir les réponses',
    answersHeading: 'Tes réponses',
    yourAnswer: 'Ta réponse',
    correctAnswer: 'Bonne réponse',
    noAnswer: 'Sans réponse',
    back: 'Revenir à mes tests',
    copy: 'Une réponse de cette fenêtre est venue après que le test a été rendu. Elle n’a pas été enregistrée. Préviens ton enseignant si c’est important.',
  },
};
