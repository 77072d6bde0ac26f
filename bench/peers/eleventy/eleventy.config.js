// Eleventy's settings for the benchmark: its lists are collections, paginated one term a page.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const slug = (text) => text.toLowerCase().replaceAll(" ", "-");

// The newest first; every list is cut from this one.
const newest = (api) => api.getAll().filter((page) => page.data.layout === "story.njk").sort((a, b) => b.data.updated - a.data.updated);

// The stories by each of their names, as [{name, slug, stories}] in the order of names.
function grouped(api, names) {
  const groups = new Map();
  for (const story of newest(api)) {
    for (const name of names(story.data)) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(story);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, stories]) => ({ name, slug: slug(name), stories }));
}

// Heading ids, as the other generators make them by themselves.
function headingIds(markdown) {
  markdown.core.ruler.push("heading_ids", (state) => {
    state.tokens.forEach((token, at) => {
      if (token.type === "heading_open") token.attrSet("id", slug(state.tokens[at + 1].content));
    });
  });
}

export default function (config) {
  config.addPassthroughCopy({ static: "assets" });
  config.amendLibrary("md", headingIds);
  config.addFilter("slugged", slug);
  config.addFilter("day", (date) => `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`);
  config.addFilter("month", (name) => `${LONG[Number(name.slice(5)) - 1]} ${name.slice(0, 4)}`);
  config.addFilter("iso", (date) => date.toISOString().replace(".000Z", "+00:00"));
  config.addFilter("json", (value) => JSON.stringify(value).replaceAll("<", "\\u003c"));
  config.addFilter("head", (list, from, to) => list.slice(from, to));
  config.addFilter("citation", (sources) =>
    sources.map((source) => ({
      "@type": "NewsArticle",
      headline: source.title,
      url: source.url,
      datePublished: source.published.toISOString(),
      publisher: { "@type": "Organization", name: source.publisher },
      author: { "@type": "Person", name: source.author },
    })),
  );
  config.addCollection("stories", newest);
  config.addCollection("bySection", (api) => Object.fromEntries(grouped(api, (data) => [data.section]).map((group) => [group.name, group.stories])));
  config.addCollection("byTag", (api) => grouped(api, (data) => data.topics));
  config.addCollection("byPublisher", (api) => grouped(api, (data) => data.publishers));
  config.addCollection("byMonth", (api) => grouped(api, (data) => [data.published.toISOString().slice(0, 7)]).reverse());
}

export const config = {
  dir: { input: "content", output: "public" },
  templateFormats: ["md", "njk"],
  markdownTemplateEngine: false,
};
