// Mozilla's Readability, the reader view of Firefox, over jsdom.
export default async function systems(load) {
  const { Readability } = (await load("@mozilla/readability")).default;
  const { JSDOM, VirtualConsole } = (await load("jsdom")).default;

  function extract(page) {
    const dom = new JSDOM(page.text, { url: page.url, virtualConsole: new VirtualConsole() });
    const article = new Readability(dom.window.document).parse();
    dom.window.close();
    if (!article) return {};
    const authors = article.byline ? [article.byline] : [];
    return { html: article.content, title: article.title, date: article.publishedTime ?? null, authors };
  }

  return { "readability-js": extract };
}
