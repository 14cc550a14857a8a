import type { AuthoredExam } from '../../shared/contract/exam.ts';

export const SAVING_EXAM_ID = 'a0829bc3-8291-43dd-9181-478e7411c1df';
export const SAVING_CONFIG_ID = '00722246-e417-475a-b1ae-994d65fd5cc2';

const SAVING_IS_A_CHOICE = '92de756d-f455-595c-a2f6-18fb18c4461a';
const SAVINGS_ADD_UP = 'f10e8b11-7da6-568d-a6ea-d87b3bb35c83';
const DEPOSITS = 'e5fac3cc-aa4c-5aaa-b5aa-178bcc60a366';

/** The exam of the Exam Session API's samples: three items, each aligned to an objective of its own. */
export const savingAndSpending: AuthoredExam = {
  name: 'Saving and spending',
  objectives: [
    {
      id: SAVING_IS_A_CHOICE,
      abbreviation: '2.11.B',
      text: 'explain that saving is an alternative to spending;',
    },
    { id: SAVINGS_ADD_UP, abbreviation: '2.11.A', text: 'work out how small savings add up over time;' },
    { id: DEPOSITS, abbreviation: '2.11.C', text: 'tell a deposit from a withdrawal;' },
  ],
  items: [
    {
      id: 'b842bb5e-9957-403e-bc54-9a054b290158',
      name: 'Cole earns $6.00 per week for his allowance. Which of the following items would he be able to buy ',
      body: '<p>Cole earns $6.00 per week for his allowance.</p>',
      media: [],
      alignmentIds: [SAVING_IS_A_CHOICE],
      questions: [
        {
          id: '1CkpwzuRQSfg',
          interactionType: 'choice',
          prompt: '<p>Which of the following items would he be able to buy with the money of one week?</p>',
          minChoices: 0,
          maxChoices: 1,
          maxScore: 1,
          options: [
            { id: 'wM7IvnjKcCCS', content: '<p>skateboard</p>', isKey: false },
            { id: '6NiO4mi8zWln', content: '<p>new jacket</p>', isKey: false },
            { id: 'fZosNqHDUhiG', content: '<p>cupcake</p>', isKey: true },
            { id: 'X3RTxQQFe2E3', content: '<p>bike</p>', isKey: false },
          ],
        },
      ],
    },
    {
      id: 'cdf02148-7888-4e4b-97ff-0003846baa4d',
      name: 'Lena puts $2.00 into her jar every week. How much does she have after 10 weeks?',
      body: '<p>Lena puts <strong>$2.00</strong> into her jar every week and takes nothing out.</p>',
      media: [],
      alignmentIds: [SAVINGS_ADD_UP],
      questions: [
        {
          id: '5Vkl1ZQLt3Io',
          interactionType: 'choice',
          prompt: '<p>How much money does Lena have in her jar after 10 weeks?</p>',
          minChoices: 0,
          maxChoices: 1,
          maxScore: 1,
          options: [
            { id: 'q0TzV8nBd3Ls', content: '<p>$12.00</p>', isKey: false },
            { id: 'Yk2HrW5cJx9A', content: '<p>$20.00</p>', isKey: true },
            { id: 'e7MuP1gZfQ4v', content: '<p>$10.00</p>', isKey: false },
            { id: 'B6dNs3oXtR8i', content: '<p>$2.00</p>', isKey: false },
          ],
        },
      ],
    },
    {
      id: '993d673c-5c8d-43aa-99ea-8e417d1300dc',
      name: 'Which of these is a deposit?',
      body: '<p>Sam has a savings account at a bank.</p>',
      media: [],
      alignmentIds: [DEPOSITS],
      questions: [
        {
          id: 'oRrwhIkKBBH',
          interactionType: 'choice',
          prompt: '<p>Which of these is a <em>deposit</em>?</p>',
          minChoices: 0,
          maxChoices: 1,
          maxScore: 1,
          options: [
            { id: 'h4CwK9yEmU2p', content: '<p>Sam takes $5.00 out of his account to buy a book.</p>', isKey: false },
            { id: 'L8aFj6vGqO1z', content: '<p>Sam asks how much money is in his account.</p>', isKey: false },
            { id: 'n3RbT7iDkW5x', content: '<p>Sam spends $5.00 from his pocket on lunch.</p>', isKey: false },
            { id: 'S9eXo2lVhM6c', content: '<p>Sam puts $5.00 from his birthday into his account.</p>', isKey: true },
          ],
        },
      ],
    },
  ],
};
