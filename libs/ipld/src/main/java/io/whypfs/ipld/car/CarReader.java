package io.whypfs.ipld.car;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarException.Reason;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.CidPolicy;
import io.whypfs.multiformats.MultiformatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads a CARv1, or the CARv1 inside a CARv2, block by block.
 *
 * <p>Every block's CID has passed {@link CidPolicy} and its bytes have been hashed when it is handed out. Roots are what the
 * header claims. Identity CIDs are handed out as they come. The stream is read ahead and stays the caller's to close. Not
 * safe for several threads. Source: ipld/specs, CARv1 and CARv2.
 */
public final class CarReader {

    /** Longest CID the policy accepts, generously: version, codec, code, length, digest of 128 bytes. */
    private static final int MAX_CID_BYTES = 160;

    private static final int MAP_MAJOR_TYPE = 5;

    private final CarLimits limits;
    private final CarHeader header;
    private final CarPayload in;
    private boolean ended;

    /**
     * Reads the header.
     *
     * @throws CarException when the stream does not start with one
     */
    public CarReader(InputStream in, CarLimits limits) throws IOException {
        this.limits = limits;
        CarPayload payload = new CarPayload(in);
        CarHeader first = readHeader(payload);
        if (first.version() == 2) {
            payload.enterVersion2();
            first = readHeader(payload);
            if (first.version() == 2) {
                throw new CarException(Reason.UNSUPPORTED_VERSION, "The CARv2 holds no CARv1.");
            }
        }
        if (first.version() != 1) {
            throw new CarException(Reason.UNSUPPORTED_VERSION, "CAR version " + first.version() + " is not supported.");
        }
        this.in = payload;
        this.header = first;
    }

    public CarReader(InputStream in) throws IOException {
        this(in, CarLimits.DEFAULT);
    }

    private CarHeader readHeader(CarPayload payload) throws IOException {
        long length = readLength(payload, Reason.GARBAGE);
        if (length < 0) {
            throw payload.isCutShort()
                    ? new CarException(Reason.TRUNCATED, "The CARv2 ends before its data.")
                    : new CarException(Reason.GARBAGE, "The CAR is empty.");
        }
        if (length == 0) {
            throw new CarException(Reason.GARBAGE, "The CAR header has length zero.");
        }
        byte[] head = payload.read(1);
        if (head.length == 1 && (head[0] & 0xff) >>> 5 != MAP_MAJOR_TYPE) {
            throw new CarException(Reason.GARBAGE, "The bytes do not start like a CAR.");
        }
        if (length > limits.maxHeaderBytes()) {
            throw new CarException(
                    Reason.TOO_LARGE,
                    "The CAR header has " + length + " bytes, more than " + limits.maxHeaderBytes() + ".");
        }
        byte[] bytes = new byte[(int) length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        if (head.length == 0 || payload.read(bytes, 1) < length) {
            throw new CarException(Reason.TRUNCATED, "The CAR ends inside its header.");
        }
        return CarHeader.decode(bytes);
    }

    /** The roots the header names, which may be none and need not be in the archive. */
    public List<Cid> roots() {
        return header.roots();
    }

    /**
     * The next block, or empty at the end.
     *
     * @throws CarException when the archive is broken here; no more blocks can be read then
     */
    public Optional<Block> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        ended = true;
        long length = readLength(in, Reason.BAD_CID);
        if (length < 0) {
            if (in.isCutShort()) {
                throw truncatedSection();
            }
            return Optional.empty();
        }
        if (length == 0) {
            if (limits.zeroSectionEndsFile()) {
                return Optional.empty();
            }
            throw new CarException(Reason.ZERO_LENGTH_SECTION, "The CAR has a section of length zero.");
        }
        if (length > (long) limits.maxBlockBytes() + MAX_CID_BYTES) {
            throw new CarException(
                    Reason.TOO_LARGE,
                    "A CAR section has " + length + " bytes; blocks may have " + limits.maxBlockBytes() + ".");
        }
        Block block = readSection((int) length);
        ended = false;
        return Optional.of(block);
    }

    private Block readSection(int length) throws IOException {
        byte[] head = in.read(Math.min(length, MAX_CID_BYTES));
        if (head.length < Math.min(length, MAX_CID_BYTES)) {
            throw truncatedSection();
        }
        Cid cid = readCid(head);
        int dataLength = length - cid.byteLength();
        if (dataLength > limits.maxBlockBytes()) {
            throw new CarException(
                    Reason.TOO_LARGE,
                    "The block " + cid + " has " + dataLength + " bytes, more than " + limits.maxBlockBytes() + ".");
        }
        byte[] data = new byte[dataLength];
        int inHead = head.length - cid.byteLength();
        System.arraycopy(head, cid.byteLength(), data, 0, inHead);
        if (in.read(data, inHead) < dataLength) {
            throw truncatedSection();
        }
        if (!cid.multihash().verifies(data)) {
            throw new CarException(Reason.BLOCK_MISMATCH, "The bytes of the block " + cid + " do not hash to it.");
        }
        return new Block(cid, data);
    }

    private static Cid readCid(byte[] head) throws CarException {
        Cid cid;
        try {
            cid = Cid.read(head, 0, head.length);
        } catch (MultiformatException e) {
            throw new CarException(Reason.BAD_CID, "A CAR section does not start with a CID: " + e.getMessage(), e);
        }
        Optional<String> violation = CidPolicy.violation(cid);
        if (violation.isPresent()) {
            throw new CarException(Reason.FORBIDDEN_CID, "The block " + cid + " is not accepted: " + violation.get());
        }
        return cid;
    }

    private static long readLength(CarPayload payload, Reason whenBroken) throws IOException {
        try {
            return payload.readVarint();
        } catch (EOFException e) {
            throw new CarException(Reason.TRUNCATED, "The CAR ends inside a length.", e);
        } catch (MultiformatException e) {
            throw new CarException(whenBroken, "A length in the CAR is broken: " + e.getMessage(), e);
        }
    }

    private static CarException truncatedSection() {
        return new CarException(Reason.TRUNCATED, "The CAR ends inside a section.");
    }
}
