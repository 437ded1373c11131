// Defuddle over linkedom, without its calls to the network.
export default async function systems(load) {
  const { Defuddle } = await load("defuddle/node");
  const { parseHTML } = await load("linkedom");

  async function extract(page) {
    const { document } = parseHTML(page.text);
    const found = await Defuddle(document, page.url, { useAsync: false });
    const authors = found.author ? [found.author] : [];
    return { html: found.content, title: found.title, date: found.published || null, authors };
  }

  return { defuddle: extract };
}
