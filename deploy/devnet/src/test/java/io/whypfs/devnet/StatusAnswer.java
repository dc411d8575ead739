package io.whypfs.devnet;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.Cid;

/** A DealStatusResponse, as far as tests look at it. */
record StatusAnswer(String error, String dealError, String status, String sealing, Cid publish, long chainId) {

    static StatusAnswer read(byte[] bytes) {
        try {
            CborReader from = Vectors.reader(bytes);
            from.map();
            from.text(20);
            String error = from.text(500);
            for (int i = 0; i < 4; i++) {
                from.skip();
            }
            from.text(20);
            return from.isNull() ? new StatusAnswer(error, "", "", "", null, 0) : known(error, from);
        } catch (BadBytes e) {
            throw new AssertionError(e);
        }
    }

    private static StatusAnswer known(String error, CborReader from) throws BadBytes {
        from.map();
        from.text(20);
        String dealError = from.text(1000);
        from.text(20);
        String status = from.text(100);
        from.skip();
        from.skip();
        from.text(20);
        Cid publish = from.cidOrNull();
        from.text(20);
        long id = from.unsigned();
        from.text(20);
        return new StatusAnswer(error, dealError, status, from.text(100), publish, id);
    }
}
