package io.whypfs.corenode.dag;

import com.fasterxml.jackson.core.JsonFactory;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.whypfs.corenode.http.ByteRoute;
import io.whypfs.corenode.http.Exchange;
import io.whypfs.corenode.text.Escaped;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.dag.DagScope;
import io.whypfs.ipld.dag.DagWalk;
import io.whypfs.kit.problem.ProblemException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Executor;

/** The door through which bytes go out: {@code GET} and {@code HEAD /internal/v1/dag/{cid}[/{path}]}. */
final class DagRoute {

    private static final String PREFIX = "/internal/v1/dag/";

    private final DagReads reads;
    private final DagWriter writer;

    DagRoute(BlockSource blocks, JsonFactory json) {
        this.reads = new DagReads(blocks);
        this.writer = new DagWriter(reads.reader(), new DagWalk(blocks), json);
    }

    void mount(Router router, Executor executor) {
        ByteRoute route = new ByteRoute(executor, this::read);
        router.get(PREFIX + "*").handler(route);
        router.head(PREFIX + "*").handler(route);
    }

    private void read(Exchange exchange) throws IOException {
        DagAddress address = DagAddress.parse(belowPrefix(exchange.rawPath()));
        try {
            read(exchange, address);
        } catch (IOException e) {
            throw DagReads.explain(e, address);
        }
    }

    private void read(Exchange exchange, DagAddress address) throws IOException {
        String view = exchange.query("view").orElse("auto");
        switch (view) {
            case "auto" -> {
                boolean wantsIndex =
                        exchange.query("index").filter("true"::equals).isPresent();
                answer(exchange, reads.auto(address, wantsIndex));
            }
            case "block" -> answer(exchange, reads.block(address));
            case "car" -> {
                DagScope scope = scope(exchange);
                DagAnswer.Archive archive = reads.archive(address);
                head(exchange, archive.place(), "car", "application/vnd.ipld.car; version=1; order=dfs; dups=n");
                writer.archive(exchange, address, scope);
            }
            default -> throw badInput("There is no view '" + Escaped.of(view) + "'; there are auto, block and car.");
        }
    }

    private void answer(Exchange exchange, DagAnswer answer) throws IOException {
        DagAnswer.Place place = answer.place();
        switch (answer) {
            case DagAnswer.FileBytes file -> {
                head(exchange, place, file.isIndex() ? "directory-index" : "file", "application/octet-stream");
                writer.file(exchange, file);
            }
            case DagAnswer.BlockBytes block -> {
                head(exchange, place, "block", "application/octet-stream");
                writer.block(exchange, block.data());
            }
            case DagAnswer.Directory _ -> {
                head(exchange, place, "directory", "application/json");
                writer.listing(exchange, place.cid());
            }
            case DagAnswer.Symlink symlink -> {
                head(exchange, place, "symlink", "inode/symlink");
                writer.whole(exchange, symlink.target());
            }
            case DagAnswer.Archive _ -> throw new IllegalStateException("An archive is answered with its scope.");
        }
    }

    private static void head(Exchange exchange, DagAnswer.Place place, String kind, String contentType) {
        HttpServerResponse response = exchange.response();
        StringBuilder roots = new StringBuilder();
        place.roots().forEach(cid -> roots.append(roots.isEmpty() ? "" : ",").append(cid));
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader("Whypfs-Kind", kind)
                .putHeader("Whypfs-Cid", place.cid().toString())
                .putHeader("Whypfs-Roots", roots);
    }

    private static DagScope scope(Exchange exchange) {
        String text = exchange.query("dag-scope").orElse("all");
        return DagScope.parse(text)
                .orElseThrow(() ->
                        badInput("There is no dag-scope '" + Escaped.of(text) + "'; there are all, entity and block."));
    }

    private static String belowPrefix(String rawPath) {
        if (!rawPath.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            throw new ProblemException(
                    400, "bad-path", "Not a path", "The request's path must start with " + PREFIX + " as it stands.");
        }
        return rawPath.substring(PREFIX.length());
    }

    private static ProblemException badInput(String detail) {
        return new ProblemException(400, "bad-input", "Bad request", detail);
    }
}
