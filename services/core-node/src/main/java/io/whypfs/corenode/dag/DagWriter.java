package io.whypfs.corenode.dag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.whypfs.corenode.http.ByteRange;
import io.whypfs.corenode.http.Exchange;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.dag.DagScope;
import io.whypfs.ipld.dag.DagWalk;
import io.whypfs.ipld.unixfs.DirectoryEntry;
import io.whypfs.ipld.unixfs.DirectoryListing;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.multiformats.Cid;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes answers of {@code /dag} with their ranges and lengths. For HEAD the same, without reading what is not needed. */
final class DagWriter {

    private static final int PIECE = 128 * 1024;

    private final UnixFsReader reader;
    private final DagWalk walk;
    private final JsonFactory json;

    DagWriter(UnixFsReader reader, DagWalk walk, JsonFactory json) {
        this.reader = reader;
        this.walk = walk;
        this.json = json;
    }

    void file(Exchange exchange, DagAnswer.FileBytes file) throws IOException {
        ByteRange range = range(exchange, file.size());
        if (exchange.isHead() || range.length() == 0) {
            return;
        }
        try (InputStream in = reader.read(file.file(), range.from(), range.length())) {
            byte[] piece = new byte[(int) Math.min(range.length(), PIECE)];
            long left = range.length();
            while (left > 0) {
                int count = in.read(piece, 0, (int) Math.min(left, piece.length));
                if (count < 0) {
                    throw new EOFException(
                            "The file " + file.file() + " is shorter than it says, by " + left + " bytes.");
                }
                exchange.stream().write(piece, 0, count);
                left -= count;
            }
        }
    }

    void block(Exchange exchange, byte[] data) throws IOException {
        ByteRange range = range(exchange, data.length);
        if (!exchange.isHead()) {
            exchange.stream().write(data, (int) range.from(), (int) range.length());
        }
    }

    void whole(Exchange exchange, byte[] data) throws IOException {
        exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(data.length));
        if (!exchange.isHead()) {
            exchange.stream().write(data);
        }
    }

    void listing(Exchange exchange, Cid directory) throws IOException {
        if (exchange.isHead()) {
            return;
        }
        DirectoryListing listing = reader.list(directory);
        try (JsonGenerator generator = json.createGenerator(exchange.stream())) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            generator.writeStartObject();
            generator.writeArrayFieldStart("entries");
            for (Optional<DirectoryEntry> entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                generator.writeStartObject();
                generator.writeStringField("name", entry.get().name());
                generator.writeStringField("cid", entry.get().cid().toString());
                generator.writeNumberField("size", entry.get().tsize());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    void archive(Exchange exchange, DagAddress address, DagScope scope) throws IOException {
        if (exchange.isHead()) {
            return;
        }
        CarWriter writer = new CarWriter(exchange.stream(), List.of(address.root()));
        walk.export(address.root(), address.segments(), scope, writer);
    }

    /** Sets what the request's range makes of the answer's head, and returns the bytes to be sent. */
    private static ByteRange range(Exchange exchange, long size) {
        HttpServerResponse response = exchange.response();
        response.putHeader("Whypfs-Size", Long.toString(size)).putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        ByteRange range = switch (ByteRange.parse(exchange.header("Range"), size)) {
            case ByteRange.Wish.Whole _ -> new ByteRange(0, size);
            case ByteRange.Wish.Part part -> {
                response.setStatusCode(206);
                response.putHeader(HttpHeaders.CONTENT_RANGE, part.range().contentRange(size));
                yield part.range();
            }
            case ByteRange.Wish.Unsatisfiable _ ->
                throw new ProblemException(new Problem(
                        416,
                        "range",
                        "Range not satisfiable",
                        "There are only " + size + " bytes; ask for some of these.",
                        Map.of("size", size)));
        };
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        return range;
    }
}
