import type { Said } from '../said.ts';

/** What the app noted of a test or an answer, in Arabic. */
export const said: Record<Said, string> = {
  'Your teacher started this test again. Your earlier answers are kept, and your teacher can look at them.':
    'بدأ معلمك هذا الاختبار من جديد. إجاباتك السابقة محفوظة، ويستطيع معلمك أن يراها.',
  'This test was continued on another device. Your answers here are kept. To go on here, open it again from My tests.':
    'استمر هذا الاختبار على جهاز آخر. إجاباتك هنا محفوظة. لتتابع هنا، افتحه مرة أخرى من «اختباراتي».',
  'The server keeps these answers, but this test went on without them. Tell your teacher.':
    'يحتفظ الخادم بهذه الإجابات، لكن هذا الاختبار استمر من دونها. أخبر معلمك.',
  'The server has this test, but not just as it is on this device. Your answers are kept here. Tell your teacher.':
    'هذا الاختبار موجود على الخادم، لكن ليس تمامًا كما هو على هذا الجهاز. إجاباتك محفوظة هنا. أخبر معلمك.',
  'The server could not take this answer. It is kept for your teacher.':
    'لم يستطع الخادم أخذ هذه الإجابة. هي محفوظة لمعلمك.',
  'This version of the app cannot read the answer.': 'لا تستطيع هذه النسخة من التطبيق قراءة الإجابة.',
  'The server does not know this test. Your answers are kept on this device. Tell your teacher.':
    'لا يعرف الخادم هذا الاختبار. إجاباتك محفوظة على هذا الجهاز. أخبر معلمك.',
  'The server does not take these answers yet. They are kept on this device. Tell your teacher.':
    'لا يأخذ الخادم هذه الإجابات بعد. هي محفوظة على هذا الجهاز. أخبر معلمك.',
  'The server did not sign for these answers. They are kept on this device.':
    'لم يوقِّع الخادم على استلام هذه الإجابات. هي محفوظة على هذا الجهاز.',
  'The storage of this device is full.': 'ذاكرة هذا الجهاز ممتلئة.',
  'The storage of this device does not work right now.': 'ذاكرة هذا الجهاز لا تعمل الآن.',
  'This test is not on this device.': 'هذا الاختبار ليس على هذا الجهاز.',
  'This test is not ready on this device. Get it ready first.': 'هذا الاختبار ليس جاهزًا على هذا الجهاز. جهِّزه أولًا.',
  'The server has this test.': 'هذا الاختبار موجود على الخادم.',
  'Your answers are on their way to the server. Try again when they are there.':
    'إجاباتك في طريقها إلى الخادم. حاول مرة أخرى عندما تصل.',
  'This device is almost full, so a test cannot start. Tell your teacher.':
    'هذا الجهاز ممتلئ تقريبًا، لذلك لا يمكن أن يبدأ اختبار. أخبر معلمك.',
  'This test was submitted, and its answers are not on this device.': 'سُلِّم هذا الاختبار، وإجاباته ليست على هذا الجهاز.',
  'This test is not open yet.': 'هذا الاختبار لم يُفتح بعد.',
  'This test is closed. Ask your teacher.': 'هذا الاختبار مغلق. اسأل معلمك.',
  'Ask your teacher about this test.': 'اسأل معلمك عن هذا الاختبار.',
  'Sign in first.': 'ادخل برمزك أولًا.',
  'Sign in again first.': 'ادخل مرة أخرى أولًا.',
  'The server does not give another attempt now.': 'لا يعطي الخادم محاولة أخرى الآن.',
  'There is no network right now.': 'لا يوجد اتصال بالشبكة الآن.',
  'There is no network right now, and a part of the app has not come yet.':
    'لا يوجد اتصال بالشبكة الآن، وجزء من التطبيق لم يصل بعد.',
  'A part of the app has not come yet.': 'جزء من التطبيق لم يصل بعد.',
};
