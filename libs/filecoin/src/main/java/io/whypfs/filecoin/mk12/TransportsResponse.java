package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a provider's content can be fetched. CBOR: map of Protocols, a list of maps of Name, Addresses. */
public record TransportsResponse(List<Transport> protocols) {

    private static final int MAX_ADDRESS = 1024;

    public TransportsResponse {
        protocols = List.copyOf(protocols);
    }

    /**
     * One way to fetch.
     *
     * @param name {@code libp2p}, {@code http}, {@code https} or {@code bitswap}
     * @param addresses multiaddrs in binary; the arrays are borrowed
     */
    public record Transport(String name, List<byte[]> addresses) {

        public Transport {
            addresses = List.copyOf(addresses);
        }

        void write(CborWriter out) {
            out.map(2).text("Name").text(name).text("Addresses").list(addresses.size());
            addresses.forEach(out::bytes);
        }

        static Transport read(CborReader in) {
            Fields fields = Fields.read(in);
            List<byte[]> addresses = fields.optional(
                            "Addresses", item -> listOf(item, address -> address.byteString(MAX_ADDRESS)))
                    .orElse(List.of());
            return new Transport(fields.text("Name"), addresses);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Transport that
                    && name.equals(that.name)
                    && Arrays.deepEquals(addresses.toArray(), that.addresses.toArray());
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.deepHashCode(addresses.toArray());
        }
    }

    public byte[] encode() {
        CborWriter out = new CborWriter().map(1).text("Protocols").list(protocols.size());
        protocols.forEach(protocol -> protocol.write(out));
        return out.toBytes();
    }

    public static TransportsResponse decode(byte[] cbor) {
        return Fields.whole(
                cbor,
                fields -> new TransportsResponse(fields.optional("Protocols", item -> listOf(item, Transport::read))
                        .orElse(List.of())));
    }

    private static <T> List<T> listOf(CborReader in, Function<CborReader, T> type) {
        int count = in.list();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(type.apply(in));
        }
        return values;
    }
}
