import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediaName, sanitizeContent } from '../../../src/server/import/sanitize-content.ts';
import { type Content, content } from '../../../src/shared/contract/content.ts';

/** A tree as compact text: `p.align-center[a, b]`. Tests read it; nothing else does. */
function outline(nodes: Content): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return JSON.stringify(node.value);
      if (node.type !== 'element') return node.type === 'slot' ? `<${node.index}>` : `<${node.id}>`;
      const { className, ...properties } = node.properties;
      const classes = Array.isArray(className) ? className.map((name) => `.${name}`).join('') : '';
      const rest = Object.entries(properties).map(([name, value]) => `${name}=${value}`);
      return `${node.tagName}${classes}${rest.length > 0 ? `{${rest.join(' ')}}` : ''}[${outline(node.children)}]`;
    })
    .join(' ');
}
const read = (html: string) => outline(sanitizeContent(html).content);

describe('what is kept', () => {
  it.each([
    ['paragraphs and emphasis', '<p>Cole <em>earns</em> <b>$6</b>.</p>', 'p["Cole " em["earns"] " " b["$6"] "."]'],
    ['lists', '<ol start="3" type="a"><li value="5">x</li></ol>', 'ol{start=3 type=a}[li{value=5}["x"]]'],
    [
      'tables',
      '<table><tr><th scope="row" colspan=2>a</th><td rowspan=2>b</td></tr></table>',
      'table[tbody[tr[th{scope=row colSpan=2}["a"] td{rowSpan=2}["b"]]]]',
    ],
    ['ruby', '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', 'ruby["漢" rp["("] rt["kan"] rp[")"]]'],
    [
      'formulas',
      '<math display="block"><mfrac linethickness="0"><mi mathvariant="bold">n</mi><mn>2</mn></mfrac></math>',
      'math{display=block}[mfrac{linethickness=0}[mi{mathvariant=bold}["n"] mn["2"]]]',
    ],
    [
      'isotopes',
      '<math><mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts></math>',
      'math[mmultiscripts[mi["C"] mprescripts[] mn["6"] mn["14"]]]',
    ],
    [
      'a figure',
      '<figure><img src="a.png" alt="A pond" width="300" height="200"><figcaption>x</figcaption></figure>',
      'figure[img{src=a.png alt=A pond width=300 height=200}[] figcaption["x"]]',
    ],
    ['languages and directions', '<p lang="ar" dir="rtl">x</p>', 'p{lang=ar dir=rtl}["x"]'],
    ['code', '<pre><code>a\n  b</code></pre>', 'pre[code["a\\n  b"]]'],
    [
      'sub, sup, dl, blockquote',
      '<dl><dt>H<sub>2</sub>O</dt><dd>x<sup>2</sup></dd></dl><blockquote>q</blockquote>',
      'dl[dt["H" sub["2"] "O"] dd["x" sup["2"]]] blockquote["q"]',
    ],
    ['sounds', '<audio src="./a.mp3" controls autoplay title="A bird"></audio>', 'audio{src=a.mp3 alt=A bird}[]'],
    ['films with their sources', '<video><source src="a.mp4"><source src="b.webm"></video>', 'video{src=a.mp4 alt=}[]'],
    ['no-break spaces', '<p>\u00a0</p>', 'p["\u00a0"]'],
  ])('%s', (_name, html, expected) => {
    expect(read(html)).toBe(expected);
  });

  it('a picture without alternative text says that it has none', () => {
    expect(read('<img src="a.png">')).toBe('img{src=a.png alt=}[]');
  });
});

describe('what becomes something else', () => {
  it.each([
    ['text-align', '<p style="TEXT-ALIGN : Center">x</p>', 'p.align-center["x"]'],
    ['align', '<p align="right">x</p><center>y</center>', 'p.align-right["x"] div.align-center["y"]'],
    [
      'underline and bold',
      '<span style="text-decoration: underline; font-weight:700">x</span>',
      'span.underline.bold["x"]',
    ],
    ['italics', '<span style="font-style:italic !important">x</span>', 'span.italic["x"]'],
    ['a raised letter', '<span style="vertical-align:super">2</span>', 'span.superscript["2"]'],
    ['a repeating decimal', '0.<span style="text-decoration-line:overline">3</span>', '"0." span.overline["3"]'],
    ['a width in percent', '<img src="a.png" alt="" style="width: 48%">', 'img.width-50{src=a.png alt=}[]'],
    ['a width in pixels', '<img src="a.png" alt="" style="width: 240px">', 'img{src=a.png alt= width=240}[]'],
    ['a link', '<a href="https://example.com/" target=_blank>there</a>', 'span["there"]'],
    ['sections', '<section>a</section><section>b</section>', 'div["a"] div["b"]'],
    ['an unknown element', '<blink>a <b>b</b></blink>', '"a " b["b"]'],
  ])('%s', (_name, html, expected) => {
    expect(read(html)).toBe(expected);
  });

  it('an author may write the classes that styles become, and no others', () => {
    expect(read('<p class="align-right banner c-x">x</p>')).toBe('p.align-right["x"]');
  });
});

describe('white space', () => {
  it('goes where it is not drawn', () => {
    expect(read('\n <ul>\n <li>a</li>\n <li>\n<p>b</p>\n</li>\n</ul>\n')).toBe('ul[li["a"] li[p["b"]]]');
    expect(read('<table>\n<tr>\n<td>a</td>\n</tr>\n</table>')).toBe('table[tbody[tr[td["a"]]]]');
  });

  it('stays between words', () => {
    expect(read('<p><b>a</b> <i>b</i></p>')).toBe('p[b["a"] " " i["b"]]');
    expect(read('<b>a </b><i> </i>b')).toBe('b["a "] i[" "] "b"');
  });

  it('leaves one text where a comment stood between two', () => {
    expect(read('<p>a<!-- x -->b</p>')).toBe('p["ab"]');
  });
});

it('tells the source of every picture, sound and film, of those too that are taken off', () => {
  const html =
    '<img src="a.png"><img src="https://example.com/x.png"><audio src=b.mp3></audio><video><source src=c.mp4></video>';
  expect(sanitizeContent(html).sources).toEqual(['a.png', 'https://example.com/x.png', 'b.mp3', 'c.mp4']);
});

it('a media name is never an address', () => {
  fc.assert(
    fc.property(fc.webUrl(), (url) => {
      expect(mediaName(url)).toBeUndefined();
    }),
  );
  for (const source of [
    '//example.com/a.png',
    '/etc/passwd',
    'data:image/png;base64,AA==',
    'java\nscript:x',
    ' ',
    '',
  ]) {
    expect(mediaName(source)).toBeUndefined();
  }
  expect(mediaName('./pictures/a.png')).toBe('pictures/a.png');
});

it('is the same for the same HTML, and fits the contract', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom('<p>', '</p>', '<b>', '</i>', '<td>', ' ', 'a', '<img src=x>', '<math><mi>'))
        .map((parts) => parts.join('')),
      (html) => {
        const first = sanitizeContent(html);
        expect(sanitizeContent(html)).toEqual(first);
        expect(content.parse(first.content)).toEqual(first.content);
      },
    ),
  );
});
