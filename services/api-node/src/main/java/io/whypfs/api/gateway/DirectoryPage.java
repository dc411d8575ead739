package io.whypfs.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * The page of a directory.
 *
 * <p>Names come from strangers: text is escaped, links are percent-encoded, and the page has no script.
 */
final class DirectoryPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Index of %1$s</title>
            <style>body{font-family:sans-serif;margin:2em}h1{overflow-wrap:anywhere}td{padding:.2em 1em}td.size{text-align:right}
            .ipfs-hash{font-family:monospace;color:#666}</style></head>
            <body><h1>Index of %2$s</h1>
            <table>
            """;
    private static final String FOOT = "</table></body></html>\n";

    /** Changes when the page's form does, so that caches let go of the old one. */
    static final String TEMPLATE_HASH = EntityTags.hash(HEAD + FOOT + "1");

    private DirectoryPage() {}

    /** The page of the directory at {@code path}, with the entries that the core told. */
    static String render(ContentPath path, JsonNode entries) {
        StringBuilder page = new StringBuilder(1024);
        page.append(HEAD.formatted(escape(plain(path)), breadcrumbs(path)));
        if (!path.segments().isEmpty()) {
            page.append("<tr><td><a href=\"").append(parent(path)).append("\">..</a></td><td></td><td></td></tr>\n");
        }
        for (JsonNode entry : entries) {
            row(page, path, entry);
        }
        return page.append(FOOT).toString();
    }

    private static void row(StringBuilder page, ContentPath path, JsonNode entry) {
        String name = entry.path("name").asText();
        String cid = entry.path("cid").asText();
        String encoded = ContentPath.encode(name);
        page.append("<tr><td><a href=\"")
                .append(path.canonical())
                .append('/')
                .append(encoded)
                .append("\">")
                .append(escape(name))
                .append("</a></td><td><a class=\"ipfs-hash\" translate=\"no\" href=\"/ipfs/")
                .append(ContentPath.encode(cid))
                .append("?filename=")
                .append(encoded)
                .append("\">")
                .append(escape(shortened(cid)))
                .append("</a></td><td class=\"size\">")
                .append(size(entry.path("size").asLong()))
                .append("</td></tr>\n");
    }

    private static String breadcrumbs(ContentPath path) {
        StringBuilder crumbs = new StringBuilder("/ipfs/");
        StringBuilder href = new StringBuilder("/ipfs/").append(ContentPath.encode(path.text()));
        crumb(crumbs, href, path.text());
        for (String segment : path.segments()) {
            href.append('/').append(ContentPath.encode(segment));
            crumbs.append('/');
            crumb(crumbs, href, segment);
        }
        return crumbs.toString();
    }

    private static void crumb(StringBuilder crumbs, StringBuilder href, String text) {
        crumbs.append("<a href=\"")
                .append(escape(href.toString()))
                .append("\">")
                .append(escape(text))
                .append("</a>");
    }

    private static String plain(ContentPath path) {
        return "/ipfs/" + path.text() + (path.segments().isEmpty() ? "" : "/" + String.join("/", path.segments()));
    }

    private static String parent(ContentPath path) {
        List<String> above = path.segments().subList(0, path.segments().size() - 1);
        return new ContentPath(path.root(), path.text(), above, true).canonical() + "/";
    }

    private static String shortened(String cid) {
        return cid.length() > 12 ? cid.substring(0, 4) + "…" + cid.substring(cid.length() - 4) : cid;
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < 3) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, new String[] {"KiB", "MiB", "GiB", "TiB"}[unit]);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
