/* What mutations put into files: whatever has broken importers and sanitizers before. */

/** Words of QTI, of HTML and of neither. */
export const ELEMENTS =
  `assessmentItem itemBody responseDeclaration correctResponse value mapping mapEntry outcomeDeclaration
  responseProcessing responseCondition responseIf responseElse setOutcomeValue variable baseValue correct match mapResponse
  choiceInteraction simpleChoice prompt inlineChoiceInteraction hottextInteraction hottext orderInteraction textEntryInteraction
  extendedTextInteraction sliderInteraction matchInteraction simpleMatchSet simpleAssociableChoice associateInteraction
  gapMatchInteraction gap gapText gapImg hotspotInteraction hotspotChoice selectPointInteraction positionObjectStage
  positionObjectInteraction graphicGapMatchInteraction associableHotspot uploadInteraction customInteraction mediaInteraction
  qti-choice-interaction qti-simple-choice qti-item-body rubricBlock feedbackInline templateBlock infoControl printedVariable
  object img audio video p div table tr td b math mi mtext svg script style iframe template slot a form input select option
  questestinterop assessment section item presentation flow material mattext matimage response_lid response_str response_xy render_choice
  render_fib response_label resprocessing outcomes decvar respcondition conditionvar varequal vargte and or not other setvar itemfeedback
  __proto__ constructor toString hasOwnProperty x-a`.split(/\s+/);

export const ATTRIBUTES =
  `identifier responseIdentifier cardinality baseType maxChoices minChoices matchMax matchMin shape coords
  lowerBound upperBound step mapKey mappedValue defaultValue caseSensitive shuffle fixed adaptive view template numberRepeats
  pattern patternMask tolerance figures src href data type width height style class id name xmlns xml:lang xml:base expectedLength
  expectedLines ident rcardinality respident action varname continue texttype uri minvalue maxvalue rows fibtype outcomeIdentifier showHide title centerPoint __proto__ constructor slot is`.split(
    /\s+/,
  );

const HUGE = '9'.repeat(400);

export const VALUES = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1',
    '2',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '1e308',
    '-1e308',
    '1e-320',
    '0x10',
    '1,5',
    HUGE,
  ],
  ...[
    'true',
    'false',
    'single',
    'multiple',
    'ordered',
    'record',
    'identifier',
    'integer',
    'float',
    'pair',
    'point',
    'file',
  ],
  ...[
    'default',
    'circle',
    'poly',
    'rect',
    '1,1,1',
    '0 0 1e400',
    'A B',
    'A  B C',
    '#{',
    '{SCORE}',
    '#SCORE',
    'SCORE',
    'RESPONSE',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'question-1',
    'reading',
    'there-is-no-picture',
  ],
  ...[
    'javascript:alert(1)',
    ' java\tscript:alert(1)',
    'data:text/html,<script>1</script>',
    '//evil.example/x.png',
    'file:///etc/passwd',
  ],
  ...[
    '../../../../etc/passwd',
    '..\\..\\x',
    'C:\\x.png',
    '%2e%2e%2fx',
    '%',
    '%00',
    'http://evil.example/',
    'blob:x',
    'x.png?y#z',
  ],
  ...[
    '(a+)+$',
    '(a|aa)*b',
    '[',
    '\\p{L}{1,9999}',
    '(((((((((a{99}){99}){99}){99}){99}){99}){99}){99}){99}',
    '.*'.repeat(500),
  ],
  ...[
    '\u0000'.slice(1),
    '\uFFFD',
    '\u202E',
    '\u2028',
    '漢字',
    'é',
    '😀'.repeat(200),
    'x'.repeat(100_000),
    '"\'<>&',
    ']]>',
  ],
  ...[
    'expression(alert(1))',
    'background:url(javascript:alert(1))',
    'position:fixed;inset:0',
    'Qm9sZA==',
    'null',
    'undefined',
  ],
];

export const WORDS = [
  ...VALUES,
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<slot name="RESPONSE"></slot>',
  '</div></body></html>',
  '<!--',
  '-->',
  '<![CDATA[',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;',
  '&#60;script&#62;',
  '<b>'.repeat(200),
];

export const HANDLERS: Array<[name: string, value: string]> = [
  ['onclick', 'alert(1)'],
  ['onerror', 'alert(1)'],
  ['ONLOAD', 'alert(1)'],
  ['onfocus', 'alert(1)'],
  ['style', 'background:url(//evil.example);width:expression(alert(1))'],
  ['href', 'javascript:alert(1)'],
  ['src', 'javascript:alert(1)'],
  ['srcset', '//evil.example/x.png 2x'],
  ['action', 'javascript:alert(1)'],
  ['formaction', 'javascript:alert(1)'],
  ['srcdoc', '<script>alert(1)</script>'],
  ['poster', '//evil.example/x.png'],
  ['background', '//evil.example/x.png'],
  ['ping', '//evil.example/'],
  ['id', 'app'],
  ['name', 'cookie'],
  ['contenteditable', 'true'],
  ['autofocus', ''],
  ['popover', ''],
  ['class', 'screen status qti-align-center'],
  ['dir', 'evil'],
  ['lang', '"><script>'],
];

/** Each well-formed. */
export const FRAGMENTS = [
  '<respcondition continue="Yes"><conditionvar><not><varequal respident="R">A</varequal></not></conditionvar><setvar varname="SCORE" action="Divide">0</setvar></respcondition>',
  '<respcondition><conditionvar><or/></conditionvar><setvar varname="__proto__" action="Multiply">1e308</setvar><setvar action="Evil">x</setvar></respcondition>',
  '<response_lid ident="R" rcardinality="Ordered"><render_choice maxnumber="-1"><flow_label><response_label ident="__proto__"/></flow_label></render_choice></response_lid>',
  '<response_str ident="S"><render_fib rows="1e9" maxchars="99999999999" fibtype="Integer"/></response_str>',
  '<material><mattext texttype="text/html">&lt;img src="javascript:x()" onerror="x()"&gt;&lt;svg onload=x()&gt;&lt;math&gt;&lt;mtext&gt;&lt;script&gt;x()&lt;/script&gt;</mattext><matimage uri="$IMS-CC-FILEBASE$/../../etc/passwd"/></material>',
  '<decvar varname="SCORE" minvalue="9" maxvalue="-9" defaultval="1e400"/>',
  '<script>alert(1)</script>',
  '<script xmlns="http://www.w3.org/1999/xhtml" src="//evil.example/x.js"/>',
  '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
  '<style>@import url(//evil.example/x.css);</style>',
  '<style><img title="&lt;/style&gt;&lt;img src=x onerror=alert(1)&gt;"/></style>',
  '<img src="x" onerror="alert(1)"/>',
  '<img src="javascript:alert(1)"/>',
  '<img src="data:image/svg+xml,&lt;svg onload=alert(1)&gt;"/>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="https://evil.example/" target="_top">x</a>',
  '<iframe src="//evil.example/" srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"/>',
  '<object data="javascript:alert(1)" type="text/html"><p>x</p></object>',
  '<embed src="//evil.example/x.swf"/>',
  '<form action="//evil.example/"><input name="x" autofocus="" onfocus="alert(1)"/><button formaction="javascript:alert(1)">x</button></form>',
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><foreignObject><p xmlns="http://www.w3.org/1999/xhtml" onclick="alert(1)">x</p></foreignObject><use href="//evil.example/x.svg#a"/><animate attributeName="href" values="javascript:alert(1)"/></svg>',
  '<math xmlns="http://www.w3.org/1998/Math/MathML"><maction actiontype="statusline" href="javascript:alert(1)"><mtext><script>alert(1)</script></mtext></maction></math>',
  '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:semantics><m:mi>x</m:mi><m:annotation-xml encoding="text/html"><h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></m:annotation-xml></m:semantics></m:math>',
  '<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext><table><mglyph><style>&lt;!--&lt;/style&gt;&lt;img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"&gt;</style></mglyph></table></mtext></math>',
  '<math xmlns="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;"/></noscript>',
  '<slot name="RESPONSE"/>',
  '<slot name="__proto__"/>',
  '<base href="//evil.example/"/>',
  '<meta http-equiv="refresh" content="0;url=//evil.example/"/>',
  '<link rel="stylesheet" href="//evil.example/x.css"/>',
  '<table><tr><td colspan="99999999" rowspan="-1"><table><p>x</p></table></td></tr></table>',
  '<ol start="999999999999"><li value="-1e9">x</li></ol>',
  '<details open="" ontoggle="alert(1)"><summary>x</summary></details>',
  '<video controls="" autoplay=""><source src="javascript:alert(1)"/><track src="//evil.example/x.vtt"/></video>',
  '<include href="file:///etc/passwd" xmlns="http://www.w3.org/2001/XInclude"/>',
  '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="99999999999999999999"/>',
  '<choiceInteraction responseIdentifier="__proto__"><simpleChoice identifier="__proto__"/><simpleChoice identifier="__proto__"/></choiceInteraction>',
  '<choiceInteraction responseIdentifier="R1"><choiceInteraction responseIdentifier="R2"><simpleChoice identifier="a">x</simpleChoice></choiceInteraction></choiceInteraction>',
  '<textEntryInteraction responseIdentifier="RESPONSE" expectedLength="1e9" patternMask="(a+)+$"/>',
  '<extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="-5" format="xhtml"/>',
  '<sliderInteraction responseIdentifier="RESPONSE" lowerBound="5" upperBound="-5" step="1e-300"/>',
  '<gapMatchInteraction responseIdentifier="RESPONSE"><p><gap identifier="g"/><gap identifier="g"/></p></gapMatchInteraction>',
  '<hotspotInteraction responseIdentifier="RESPONSE"><object data="x.png" type="image/png" width="1e99" height="-4"/><hotspotChoice identifier="a" shape="poly" coords="1"/></hotspotInteraction>',
  '<responseProcessing><setOutcomeValue identifier="SCORE"><repeat numberRepeats="999999999"><baseValue baseType="float">1</baseValue></repeat></setOutcomeValue></responseProcessing>',
  '<setOutcomeValue identifier="SCORE"><power><baseValue baseType="float">1e308</baseValue><baseValue baseType="float">1e308</baseValue></power></setOutcomeValue>',
  '<setOutcomeValue identifier="SCORE"><divide><baseValue baseType="float">1</baseValue><baseValue baseType="float">0</baseValue></divide></setOutcomeValue>',
  '<setOutcomeValue identifier="SCORE"><baseValue baseType="boolean">true</baseValue></setOutcomeValue>',
  '<setOutcomeValue identifier="__proto__"><variable identifier="__proto__"/></setOutcomeValue>',
  '<setOutcomeValue identifier="SCORE"><customOperator class="java.lang.Runtime"><variable identifier="RESPONSE"/></customOperator></setOutcomeValue>',
  '<responseCondition><responseIf><patternMatch pattern="(a+)+$"><variable identifier="RESPONSE"/></patternMatch><exitResponse/></responseIf></responseCondition>',
  '<lookupOutcomeValue identifier="SCORE"><sum><mapResponse identifier="RESPONSE"/><mapResponsePoint identifier="RESPONSE"/></sum></lookupOutcomeValue>',
  '<outcomeDeclaration identifier="SCORE" cardinality="record" baseType="point"><defaultValue><value>1 2 3</value></defaultValue></outcomeDeclaration>',
  '<responseDeclaration identifier="RESPONSE" cardinality="ordered" baseType="file"><correctResponse><value>A</value></correctResponse><mapping lowerBound="9" upperBound="-9"><mapEntry mapKey="A" mappedValue="1e400"/></mapping></responseDeclaration>',
  '<templateDeclaration identifier="T" cardinality="single" baseType="integer"/>',
  '<templateProcessing><setTemplateValue identifier="T"><randomInteger min="0" max="1e15"/></setTemplateValue></templateProcessing>',
];
