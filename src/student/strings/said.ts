/*
 * What `db`, `sync` and `services` say of a test or an answer, in English. Rows keep these sentences, those of earlier versions too,
 * and a screen says them in the language in use.
 */
export type Said =
  | 'Your teacher started this test again. Your earlier answers are kept, and your teacher can look at them.'
  | 'This test was continued on another device. Your answers here are kept. To go on here, open it again from My tests.'
  | 'The server keeps these answers, but this test went on without them. Tell your teacher.'
  | 'The server has this test, but not just as it is on this device. Your answers are kept here. Tell your teacher.'
  | 'The server could not take this answer. It is kept for your teacher.'
  | 'This version of the app cannot read the answer.'
  | 'The server does not know this test. Your answers are kept on this device. Tell your teacher.'
  | 'The server does not take these answers yet. They are kept on this device. Tell your teacher.'
  | 'The server did not sign for these answers. They are kept on this device.'
  | 'The storage of this device is full.'
  | 'The storage of this device does not work right now.'
  | 'This test is not on this device.'
  | 'This test is not ready on this device. Get it ready first.'
  | 'The server has this test.'
  | 'Your answers are on their way to the server. Try again when they are there.'
  | 'This device is almost full, so a test cannot start. Tell your teacher.'
  | 'This test was submitted, and its answers are not on this device.'
  | 'This test is not open yet.'
  | 'This test is closed. Ask your teacher.'
  | 'Ask your teacher about this test.'
  | 'Sign in first.'
  | 'Sign in again first.'
  | 'The server does not give another attempt now.'
  | 'There is no network right now.'
  | 'There is no network right now, and a part of the app has not come yet.'
  | 'A part of the app has not come yet.';
