import { choices, decvar, equal, interopXml, itemXml, set, text, when } from '../server/import/qti1/qti1.ts';

/** A quiz of QTI 1.2, with a choice of each kind and something to be filled in. */
export const QUIZ = interopXml(
  itemXml(
    {
      body: text('<p>Which <img src="red.png">?</p>', 'text/html') + choices('R', 'Single', 'A', 'B'),
      rules: decvar('maxvalue="5"') + when(equal('R', 'A'), set(5)),
    },
    'a',
  ),
  itemXml(
    {
      metadata: { points_possible: '2' },
      body: choices('R', 'Multiple', 'A', 'B', 'C'),
      rules: decvar('maxvalue="100"') + when(`${equal('R', 'A')}<not>${equal('R', 'B')}</not>`, set(100)),
    },
    'b',
  ),
  itemXml(
    {
      body: `<flow>${text('Cole earns')}<response_str ident="S"><render_fib fibtype="Decimal" columns="5"/></response_str></flow>`,
      rules: decvar() + when(equal('S', '6'), set(1)),
    },
    'c',
  ),
  itemXml(
    {
      metadata: { question_type: 'fill_in_multiple_blanks_question' },
      body: `${text('<p>The sky is [sky].</p>', 'text/html')}<response_lid ident="response_sky">${text('sky')}<render_choice><response_label ident="s0">${text('blue')}</response_label></render_choice></response_lid>`,
      rules: decvar('maxvalue="100"') + when(equal('response_sky', 's0'), set(100, 'Add')),
    },
    'd',
  ),
);
