package io.whypfs.multiformats;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Form of a value inside an address, in bytes and in text. Each value has one form in each. */
enum MultiaddrValue {
    /** Nothing. */
    NONE(0) {
        @Override
        byte[] bytes(String text) {
            throw new MultiformatException("There is no value here.");
        }

        @Override
        String text(byte[] bytes) {
            return "";
        }
    },
    /** Four bytes; four decimal numbers without leading zeros. */
    IP4(4) {
        @Override
        byte[] bytes(String text) {
            String[] parts = text.split("\\.", -1);
            byte[] bytes = new byte[parts.length];
            boolean isAddress = parts.length == 4;
            for (int i = 0; isAddress && i < parts.length; i++) {
                isAddress = DECIMAL.matcher(parts[i]).matches() && Integer.parseInt(parts[i]) <= 255;
                bytes[i] = isAddress ? (byte) Integer.parseInt(parts[i]) : 0;
            }
            if (!isAddress) {
                throw new MultiformatException("'" + text + "' is no IPv4 address.");
            }
            return bytes;
        }

        @Override
        String text(byte[] bytes) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
    },
    /** Sixteen bytes; groups of hexadecimal digits, shortened as RFC 5952 says. */
    IP6(16) {
        @Override
        byte[] bytes(String text) {
            return Ip6Text.parse(text);
        }

        @Override
        String text(byte[] bytes) {
            return Ip6Text.print(bytes);
        }
    },
    /** Two bytes, big-endian; a decimal number without leading zeros. */
    PORT(2) {
        @Override
        byte[] bytes(String text) {
            if (!DECIMAL.matcher(text).matches() || Integer.parseInt(text) > 0xffff) {
                throw new MultiformatException("'" + text + "' is no port.");
            }
            return ByteBuffer.allocate(2)
                    .putShort((short) Integer.parseInt(text))
                    .array();
        }

        @Override
        String text(byte[] bytes) {
            return Integer.toString(ByteBuffer.wrap(bytes).getShort() & 0xffff);
        }
    },
    /** A host's name in UTF-8 without a slash. */
    NAME(-1) {
        @Override
        byte[] bytes(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            text(bytes);
            return bytes;
        }

        @Override
        String text(byte[] bytes) {
            try {
                String name = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                boolean isName = !name.isEmpty()
                        && bytes.length <= MAX_NAME_BYTES
                        && name.chars().noneMatch(c -> c == '/' || c <= ' ' || c == 0x7f);
                if (!isName) {
                    throw new MultiformatException("A host's name has 1 to 255 bytes, without slash and blanks.");
                }
                return name;
            } catch (CharacterCodingException e) {
                throw new MultiformatException("A host's name is no UTF-8.", e);
            }
        }
    },
    /** A peer id: the multihash of a key; base58btc, or a CID of the codec libp2p-key. */
    PEER(-1) {
        @Override
        byte[] bytes(String text) {
            if (text.startsWith("1") || text.startsWith("Qm")) {
                return Multihash.decode(Multibase.BASE58_BTC.decodeBare(text)).toBytes();
            }
            Cid cid = Cid.parse(text);
            if (cid.version() != 1 || cid.codec() != Multicodec.LIBP2P_KEY) {
                throw new MultiformatException("The CID '" + text + "' is no peer's id.");
            }
            return cid.multihash().toBytes();
        }

        @Override
        String text(byte[] bytes) {
            return Multihash.decode(bytes).toString();
        }
    };

    static final int MAX_NAME_BYTES = 255;

    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,4}");

    /** Bytes of the value; negative when it varies. */
    final int length;

    MultiaddrValue(int length) {
        this.length = length;
    }

    boolean isVariable() {
        return length < 0;
    }

    abstract byte[] bytes(String text);

    /** @param bytes of this form's length; a value of variable length is checked here */
    abstract String text(byte[] bytes);
}
