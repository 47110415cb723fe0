import { code, escaped } from "../../lib/explain/markdown";

test.each([
  ["&lt;b&gt;", "&amp;lt;b&amp;gt;"],
  ["<b>x</b>", "\\<b\\>x\\</b\\>"],
  ["a_b_c *d* `e` | f", "a\\_b\\_c \\*d\\* \\`e\\` \\| f"],
  ["[a](b)", "\\[a\\](b)"],
  ["ask @everyone", "ask @<!-- -->everyone"],
  ["mendix @ prod", "mendix @ prod"],
  ["closes #12 and GH-3", "closes #<!-- -->12 and GH-<!-- -->3"],
  ["# heading", "\\# heading"],
  ["https://evil.example", "https:<!-- -->//evil.example"],
  ["www.evil.example", "www.<!-- -->evil.example"],
  ["$x$ and $$y$$", "<span>$</span>x<span>$</span> and <span>$</span><span>$</span>y<span>$</span><span>$</span>"],
  [":secret: a:b", ":<!-- -->secret: a:b"],
  ["- an item", "\\- an item"],
  ["1. an item", "1\\. an item"],
  ["two\nlines", "two lines"],
  ["\u001b[31m\u202e", "\\\\u001b\\[31m\\\\u202e"],
])("%j is shown as it was typed", (text, markdown) => {
  expect(escaped(text)).toBe(markdown);
});

test.each([
  ["plain_text *a* <b> &lt; @me", "`plain_text *a* <b> &lt; @me`"],
  ["a|b", "<code>a&#124;b</code>"],
  ["a\\|b", "<code>a&#92;&#124;b</code>"],
  ["`a`", "<code>&#96;a&#96;</code>"],
  [" a ", "<code> a </code>"],
  ["", "<code></code>"],
])("%j as code is shown as it was typed", (text, markdown) => {
  expect(code(text)).toBe(markdown);
});
